// Headers of WAV, W64, AIFF, CAF and AU that no library writes but that exist: streamed, lying, shuffled, hostile.

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codecs/pcm/pcm_stream.hpp"
#include "codecs/pcm/wave_format.hpp"
#include "support/bytes.hpp"
#include "support/decoding.hpp"

namespace ac = acestep_compat;
namespace detail = ac::detail;
using test_support::bytes;

namespace {

bytes text(const std::string& letters) {
  return {letters.begin(), letters.end()};
}
bytes text(const char* letters, std::size_t size) {
  return {letters, letters + size};
}

bytes little(std::uint64_t value, int size) {
  bytes number;
  for (int i = 0; i < size; ++i) number.push_back(static_cast<unsigned char>(value >> (8 * i)));
  return number;
}

bytes big(std::uint64_t value, int size) {
  bytes number = little(value, size);
  std::reverse(number.begin(), number.end());
  return number;
}

bytes operator+(const bytes& a, const bytes& b) {
  return test_support::joined({a, b});
}

bytes chunk(const char* id, const bytes& body, std::uint64_t claimed) {
  bytes whole = text(id) + little(claimed, 4) + body;
  if (body.size() % 2 == 1) whole.push_back(0);
  return whole;
}
bytes chunk(const char* id, const bytes& body) {
  return chunk(id, body, body.size());
}

bytes wave_format(unsigned tag, unsigned channels, unsigned rate, unsigned align, unsigned bits) {
  return chunk("fmt ", little(tag, 2) + little(channels, 2) + little(rate, 4) + little(rate * align, 4) +
                           little(align, 2) + little(bits, 2));
}

bytes riff(const bytes& chunks, std::uint64_t claimed = 0) {
  return text("RIFF") + little(claimed != 0 ? claimed : chunks.size() + 4, 4) + text("WAVE") + chunks;
}

const bytes stereo16 = wave_format(1, 2, 44100, 4, 16);
const bytes ten_frames(40, 1);

std::optional<detail::pcm::pcm_stream> wav(const bytes& file, bool with_tags = false) {
  test_support::positional_source source(file);
  detail::byte_window window(source);
  return detail::pcm::parse_wav(window, with_tags);
}

bytes big_chunk(const char* id, const bytes& body, std::uint64_t claimed) {
  bytes whole = text(id) + big(claimed, 4) + body;
  if (body.size() % 2 == 1) whole.push_back(0);
  return whole;
}
bytes big_chunk(const char* id, const bytes& body) {
  return big_chunk(id, body, body.size());
}

/// An 80-bit IEEE number for 44100.
const bytes rate_44100 = big(16383 + 15, 2) + big(std::uint64_t{44100} << 48, 8);

bytes common(unsigned channels, unsigned bits, const char* type = nullptr, const bytes& rate = rate_44100) {
  bytes body = big(channels, 2) + big(10, 4) + big(bits, 2) + rate;
  if (type != nullptr) body = body + text(type) + bytes{0, 0};
  return big_chunk("COMM", body);
}

bytes sound(const bytes& samples, std::uint64_t claimed, unsigned offset = 0) {
  return big_chunk("SSND", big(offset, 4) + big(0, 4) + samples, claimed);
}
bytes sound(const bytes& samples) {
  return sound(samples, samples.size() + 8);
}

bytes form(const char* type, const bytes& chunks) {
  return text("FORM") + big(chunks.size() + 4, 4) + text(type) + chunks;
}

std::optional<detail::pcm::pcm_stream> aiff(const bytes& file) {
  test_support::positional_source source(file);
  detail::byte_window window(source);
  return detail::pcm::parse_aiff(window, false);
}

std::optional<detail::pcm::pcm_stream> caf(unsigned bits, unsigned bytes_per_frame) {
  const bytes rate = {0x40, 0xE5, 0x88, 0x80, 0, 0, 0, 0};  // 44100 as a 64-bit float
  const bytes description =
      rate + text("lpcm") + big(0, 4) + big(bytes_per_frame, 4) + big(1, 4) + big(2, 4) + big(bits, 4);
  test_support::positional_source source(text("caff") + big(1, 2) + big(0, 2) + text("desc") +
                                         big(description.size(), 8) + description + text("data") +
                                         big(4 + ten_frames.size(), 8) + big(0, 4) + ten_frames);
  detail::byte_window window(source);
  return detail::pcm::parse_caf(window, false);
}

std::optional<detail::pcm::pcm_stream> au(std::uint64_t data_offset, std::uint64_t data_size) {
  test_support::positional_source source(text(".snd") + big(data_offset, 4) + big(data_size, 4) + big(3, 4) +
                                         big(44100, 4) + big(2, 4) + ten_frames);
  detail::byte_window window(source);
  return detail::pcm::parse_au(window);
}

bool names_other_coding(const bytes& file) {
  test_support::positional_source source(file);
  detail::byte_window window(source);
  return detail::pcm::names_other_coding(window);
}

}  // namespace

TEST(wav_header, reads_streamed_files_to_their_end) {
  for (const std::uint64_t data_size : {0x00000000u, 0xFFFFFFFFu, 0x7FFFFFFFu, 0x7FFFF000u}) {
    for (const std::uint64_t riff_size : {0xFFFFFFFFu, 0x7FFFFFFFu, 8u, 36u}) {
      const auto stream = wav(riff(stereo16 + chunk("data", ten_frames, data_size), riff_size));
      ASSERT_TRUE(stream);
      EXPECT_EQ(stream->info.num_frames, 10) << data_size << ", " << riff_size;
      EXPECT_EQ(stream->promised_frames, -1) << "a placeholder is no promise";
    }
  }
}

TEST(wav_header, believes_an_empty_data_chunk_that_the_file_size_confirms) {
  const auto stream = wav(riff(stereo16 + chunk("data", {}) + chunk("LIST", text("INFO") + chunk("INAM", text("x")))));
  ASSERT_TRUE(stream);
  EXPECT_EQ(stream->info.num_frames, 0);
}

TEST(wav_header, counts_only_the_frames_that_are_there) {
  const auto stream = wav(riff(stereo16 + chunk("data", ten_frames, 4000)));
  ASSERT_TRUE(stream);
  EXPECT_EQ(stream->info.num_frames, 10);
  EXPECT_EQ(stream->promised_frames, 1000);
}

TEST(wav_header, skips_unknown_and_odd_chunks) {
  const auto stream =
      wav(riff(chunk("JUNK", bytes(27)) + stereo16 + chunk("abcd", bytes(5)) + chunk("data", ten_frames)));
  ASSERT_TRUE(stream);
  EXPECT_EQ(stream->info.num_frames, 10);
}

TEST(wav_header, takes_sizes_beyond_32_bits_from_rf64) {
  const bytes sizes = little(1000, 8) + little(40, 8) + little(10, 8) + little(0, 4);
  const bytes chunks = chunk("ds64", sizes) + stereo16 + chunk("data", ten_frames, 0xFFFFFFFF);
  for (const char* id : {"RF64", "BW64"}) {
    const auto stream = wav(text(id) + little(0xFFFFFFFF, 4) + text("WAVE") + chunks);
    ASSERT_TRUE(stream);
    EXPECT_EQ(stream->info.format, ac::audio_format::rf64);
    EXPECT_EQ(stream->info.num_frames, 10);
  }
}

TEST(wav_header, bounds_an_rf64_size_by_the_file) {
  const bytes sizes = little(~0ull, 8) + little(~0ull, 8) + little(~0ull, 8) + little(0, 4);
  const auto stream = wav(text("RF64") + little(0xFFFFFFFF, 4) + text("WAVE") + chunk("ds64", sizes) + stereo16 +
                          chunk("data", ten_frames, 0xFFFFFFFF));
  ASSERT_TRUE(stream);
  EXPECT_EQ(stream->info.num_frames, 10);
}

TEST(wav_header, reads_tags_before_and_after_the_samples) {
  const auto stream = wav(riff(stereo16 + chunk("LIST", text("INFO") + chunk("INAM", text("one\0", 4))) +
                               chunk("data", ten_frames) + chunk("LIST", text("INFO") + chunk("IART", text("two")))),
                          true);
  ASSERT_TRUE(stream);
  ASSERT_EQ(stream->info.tags.size(), 2);
  EXPECT_STREQ(stream->info.tags.value(0).c_str(), "one");
  EXPECT_STREQ(stream->info.tags.key(1).c_str(), "artist");
}

TEST(wav_header, leaves_what_it_does_not_know_to_libsndfile) {
  EXPECT_FALSE(wav(riff(wave_format(2, 2, 44100, 512, 4) + chunk("data", ten_frames))));  // MS ADPCM
  EXPECT_FALSE(wav(riff(wave_format(1, 2, 44100, 8, 24) + chunk("data", ten_frames))));   // 24 bits in 32
  EXPECT_FALSE(wav(riff(wave_format(1, 0, 44100, 0, 16) + chunk("data", ten_frames))));   // no channel
  EXPECT_FALSE(wav(riff(wave_format(1, 1025, 44100, 2050, 16) + chunk("data", ten_frames))));
  EXPECT_FALSE(wav(riff(wave_format(1, 2, 0, 4, 16) + chunk("data", ten_frames))));  // no rate
  EXPECT_FALSE(wav(riff(wave_format(1, 2, 0x80000000, 4, 16) + chunk("data", ten_frames))));
  EXPECT_FALSE(wav(riff(wave_format(3, 2, 44100, 4, 16) + chunk("data", ten_frames))));  // half floats
  EXPECT_FALSE(wav(riff(stereo16 + chunk("data", text("wvpkwvpkwvpk")))));
  EXPECT_FALSE(wav(riff(chunk("data", ten_frames) + stereo16)));  // no format yet
  EXPECT_FALSE(wav(riff(stereo16)));                              // no samples
  EXPECT_FALSE(wav(riff(stereo16 + chunk("\1\2\3\4", bytes(8)) + chunk("data", ten_frames))));
  EXPECT_FALSE(wav(riff(chunk("fmt ", bytes(10)) + chunk("data", ten_frames))));
}

TEST(wav_header, survives_every_length_of_a_header) {
  const bytes whole = riff(stereo16 + chunk("fact", little(10, 4)) + chunk("data", ten_frames));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto stream = wav({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)}, true);
    if (!stream) continue;
    EXPECT_EQ(stream->info.num_frames, static_cast<std::int64_t>((size - (whole.size() - 40)) / 4));
  }
}

TEST(names_other_coding, is_true_for_whole_formats_of_other_codecs_alone) {
  const bytes data = chunk("data", ten_frames);
  EXPECT_TRUE(names_other_coding(riff(wave_format(0xFF, 2, 44100, 4, 16) + data)));                             // AAC
  EXPECT_TRUE(names_other_coding(riff(chunk("LIST", bytes(7)) + wave_format(0x161, 2, 44100, 4, 16) + data)));  // WMA
  EXPECT_TRUE(names_other_coding(riff(wave_format(1, 2, 44100, 16, 64) + data)));  // integers of 64 bits
  EXPECT_FALSE(names_other_coding(riff(stereo16 + data)));
  EXPECT_FALSE(names_other_coding(riff(wave_format(0xFF, 0, 44100, 4, 16) + data)));  // no channel
  EXPECT_FALSE(names_other_coding(riff(chunk("fmt ", bytes(10)) + data)));            // cut
  EXPECT_FALSE(names_other_coding(riff(data)));
}

TEST(caf_header, takes_depths_between_whole_bytes_for_the_next_larger) {
  EXPECT_EQ(caf(16, 4)->coding, detail::sample_coding::s16);
  EXPECT_EQ(caf(12, 4)->coding, detail::sample_coding::s16);
  EXPECT_EQ(caf(20, 6)->coding, detail::sample_coding::s24);
  EXPECT_EQ(caf(25, 8)->coding, detail::sample_coding::s32);
  EXPECT_FALSE(caf(24, 8));  // in containers that are larger than they have to be
  EXPECT_FALSE(caf(33, 10));
  EXPECT_FALSE(caf(0, 2));
}

TEST(au_header, reads_what_follows_the_header_when_offset_or_size_are_not_filled_in) {
  for (const std::uint64_t offset : {24u, 0u}) {
    for (const std::uint64_t size : {40u, 0u, 0xFFFFFFFFu}) {
      const auto stream = au(offset, size);
      ASSERT_TRUE(stream);
      EXPECT_EQ(stream->info.num_frames, 10);
      EXPECT_EQ(stream->data_offset, 24u);
      EXPECT_EQ(stream->promised_frames, -1);
    }
  }
}

TEST(aiff_header, reads_chunks_in_any_order) {
  for (const bytes& chunks : {common(2, 16) + sound(ten_frames), sound(ten_frames) + common(2, 16)}) {
    const auto stream = aiff(form("AIFF", chunks));
    ASSERT_TRUE(stream);
    EXPECT_EQ(stream->info.num_frames, 10);
    EXPECT_EQ(stream->info.sample_rate, 44100);
    EXPECT_EQ(stream->order, detail::byte_order::big);
  }
}

TEST(aiff_header, knows_the_uncompressed_types_of_aifc) {
  const auto coding = [](unsigned bits, const char* type) {
    const auto stream = aiff(form("AIFC", common(2, bits, type) + sound(ten_frames)));
    return stream ? std::optional(std::pair(stream->coding, stream->order)) : std::nullopt;
  };
  using detail::byte_order;
  using detail::sample_coding;
  EXPECT_EQ(coding(16, "NONE"), std::pair(sample_coding::s16, byte_order::big));
  EXPECT_EQ(coding(16, "sowt"), std::pair(sample_coding::s16, byte_order::little));
  EXPECT_EQ(coding(20, "twos"), std::pair(sample_coding::s24, byte_order::big));
  EXPECT_EQ(coding(24, "in24"), std::pair(sample_coding::s24, byte_order::big));
  EXPECT_EQ(coding(32, "fl32"), std::pair(sample_coding::f32, byte_order::big));
  EXPECT_EQ(coding(16, "FL64"), std::pair(sample_coding::f64, byte_order::big));
  EXPECT_EQ(coding(8, "raw "), std::pair(sample_coding::u8, byte_order::big));
  EXPECT_EQ(coding(16, "ulaw"), std::pair(sample_coding::ulaw, byte_order::big));
  EXPECT_EQ(coding(16, "ima4"), std::nullopt);
  EXPECT_EQ(coding(7, "NONE"), std::nullopt);
  EXPECT_EQ(coding(33, "NONE"), std::nullopt);
}

TEST(aiff_header, reads_streamed_and_shifted_sound) {
  for (const std::uint64_t size : {0u, 0xFFFFFFFFu, 0x7F000008u}) {
    const auto stream = aiff(form("AIFF", common(2, 16) + sound(ten_frames, size)));
    ASSERT_TRUE(stream);
    EXPECT_EQ(stream->info.num_frames, 10);
    EXPECT_EQ(stream->promised_frames, -1);
  }
  const auto shifted = aiff(form("AIFF", common(2, 16) + sound(ten_frames, 48, 8)));
  ASSERT_TRUE(shifted);
  EXPECT_EQ(shifted->info.num_frames, 8);
  EXPECT_FALSE(aiff(form("AIFF", common(2, 16) + sound(ten_frames, 48, 0xFFFFFFF0))));
}

TEST(aiff_header, reads_the_whole_part_of_a_sample_rate) {
  const bytes odd = big(16383 + 14, 2) + big(0xADDD174600000000, 8);  // 22254.54 Hz of early Macintoshes
  const auto stream = aiff(form("AIFF", common(1, 8, nullptr, odd) + sound(ten_frames)));
  ASSERT_TRUE(stream);
  EXPECT_EQ(stream->info.sample_rate, 22254);
  EXPECT_FALSE(aiff(form("AIFF", common(1, 8, nullptr, bytes(10, 0xFF)) + sound(ten_frames))));
  EXPECT_FALSE(aiff(form("AIFF", common(1, 8, nullptr, bytes(10)) + sound(ten_frames))));
}

TEST(aiff_header, survives_every_length_of_a_header) {
  const bytes whole = form("AIFC", common(2, 16, "sowt") + sound(ten_frames));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto stream = aiff({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)});
    if (!stream) continue;
    EXPECT_EQ(stream->info.num_frames, static_cast<std::int64_t>((size - (whole.size() - 40)) / 4));
  }
}
