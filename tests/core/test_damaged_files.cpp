#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/error.hpp>

#include "support/comparing.hpp"
#include "support/libsndfile.hpp"
#include "support/loading.hpp"
#include "support/peak_memory.hpp"

namespace ac = acestep_compat;
using test_support::encode;
using test_support::file_kind;
using test_support::kind_named;
using test_support::same_bits;
using test_support::source_of;
using test_support::warning_log;

namespace {

using test_support::bytes;

std::string name_of(const testing::TestParamInfo<file_kind>& info) {
  return info.param.name;
}

void put(bytes& file, std::size_t offset, const bytes& values) {
  std::copy(values.begin(), values.end(), file.begin() + static_cast<std::ptrdiff_t>(offset));
}

std::string error_of(const bytes& file) {
  try {
    warning_log log;
    ac::load_audio(*source_of(file), {}, log.hooks());
  } catch (const ac::decode_error& failure) {
    EXPECT_FALSE(failure.foreign_container());
    return failure.what();
  }
  return "nothing was thrown";
}

// Loads a file with a lying header and expects an end soon, with samples or a clear error, and little memory.
void expect_bounded(const bytes& file) {
  const std::size_t memory_before = test_support::peak_memory();
  const auto start = std::chrono::steady_clock::now();
  warning_log log;
  try {
    const auto loaded = ac::load_audio(*source_of(file), {}, log.hooks());
    EXPECT_LT(loaded.samples.num_frames(), 200000);
  } catch (const ac::decode_error& failure) {
    EXPECT_THAT(failure.what(), testing::HasSubstr("<bytes>"));
  }
  // Milliseconds, unless the header is believed.
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
  EXPECT_LT(test_support::peak_memory() - memory_before, std::size_t{300} << 20);
}

}  // namespace

class damaged_file : public testing::TestWithParam<file_kind> {};

TEST_P(damaged_file, raises_nothing_but_decode_error) {
  const auto file = encode(GetParam(), 6000);
  std::mt19937 random(7);
  for (int i = 0; i < 300; ++i) {
    bytes damaged = file;
    // Headers matter most: half of the damage goes into the first 200 bytes.
    const std::size_t reach = i % 2 == 0 ? std::min<std::size_t>(200, file.size()) : file.size();
    const int changes = 1 + static_cast<int>(random() % 8);
    for (int change = 0; change < changes; ++change) damaged[random() % reach] = static_cast<unsigned char>(random());
    if (i % 5 == 0) damaged.resize(random() % damaged.size());
    if (i % 7 == 0) damaged.insert(damaged.begin() + static_cast<std::ptrdiff_t>(random() % damaged.size()), 100, 0xff);
    warning_log log;
    try {
      ac::load_audio(*source_of(damaged), {}, log.hooks());
      ac::read_audio_info(*source_of(damaged));
      ac::load_options range;
      range.frame_offset = 2000;
      range.num_frames = 1000;
      ac::load_audio(*source_of(damaged), range, log.hooks());
    } catch (const ac::decode_error& failure) {
      EXPECT_THAT(failure.what(), testing::StartsWith("<bytes>: "));
    }
  }
}

TEST_P(damaged_file, gives_its_beginning_when_it_is_cut_short) {
  const std::string kind = GetParam().name;
  const auto file = encode(GetParam(), 480000);
  const ac::audio_buffer whole = test_support::load(file);
  bytes cut = file;
  cut.resize(file.size() * 6 / 10);
  if (kind == "caf_alac") {  // the table of its packets lies at the end
    EXPECT_THAT(error_of(cut), testing::HasSubstr("malformed"));
    return;
  }
  warning_log log;
  const auto part = ac::load_audio(*source_of(cut), {}, log.hooks());
  const std::int64_t frames = part.samples.num_frames();
  EXPECT_GT(frames, whole.num_frames() * 4 / 10);
  EXPECT_LT(frames, whole.num_frames() * 8 / 10);
  // The last block of a lossy or compressed file may be decoded from what is missing.
  const std::int64_t sure = frames - 5000;
  EXPECT_TRUE(same_bits(part.samples.view().frames(0, sure), whole.view().frames(0, sure)));
}

INSTANTIATE_TEST_SUITE_P(all, damaged_file, testing::ValuesIn(test_support::every_kind()), name_of);

TEST(damaged_file, is_reported_with_a_warning_that_names_it) {
  auto file = encode(kind_named("flac_16"), 48000);
  file.resize(file.size() / 2);
  warning_log log;
  ac::load_audio(*ac::audio_source::from_memory(file.data(), file.size(), "cut.flac"), {}, log.hooks());
  ASSERT_EQ(log.kinds, std::vector<ac::warning_kind>{ac::warning_kind::damaged});
  EXPECT_THAT(log.messages[0], testing::StartsWith("cut.flac: the file is damaged"));
}

TEST(damaged_file, is_an_error_when_no_sample_decodes) {
  auto file = encode(kind_named("flac_16"), 48000);
  file.resize(200);
  EXPECT_THAT(error_of(file), testing::StartsWith("<bytes>: "));
}

TEST(damaged_file, is_an_error_when_it_is_empty_or_zeros) {
  EXPECT_EQ(error_of({}), "<bytes>: the file is empty");
  EXPECT_THAT(error_of(bytes(10000, 0)), testing::StartsWith("<bytes>: not a known audio format"));
}

TEST(damaged_file, is_an_error_that_says_what_it_is_instead) {
  const std::string text = "Not Found: the requested song";
  EXPECT_EQ(error_of(bytes(text.begin(), text.end())), "<bytes>: this is not audio but text");
  EXPECT_EQ(error_of({0x89, 'P', 'N', 'G', 13, 10, 26, 10}), "<bytes>: this is not audio but PNG image");
}

TEST(damaged_file, says_that_another_program_may_decode_a_foreign_container) {
  const bytes mp4{0, 0, 0, 32, 'f', 't', 'y', 'p', 'M', '4', 'A', ' '};
  try {
    ac::load_audio(*source_of(mp4));
    FAIL() << "nothing was thrown";
  } catch (const ac::decode_error& failure) {
    EXPECT_TRUE(failure.foreign_container());
    EXPECT_THAT(failure.what(), testing::HasSubstr("MP4"));
  }
}

TEST(wav_header, takes_the_size_of_a_streamed_file_from_the_file) {
  const auto file = encode(kind_named("wav_pcm_16"), 48000);
  const std::size_t data_size = file.size() - 48000 * 4 - 4;
  for (const bytes& size : {bytes{0, 0, 0, 0}, bytes{255, 255, 255, 255}}) {
    bytes streamed = file;
    put(streamed, 4, size);
    put(streamed, data_size, size);
    warning_log log;
    const auto loaded = ac::load_audio(*source_of(streamed), {}, log.hooks());
    EXPECT_TRUE(same_bits(loaded.samples.view(), test_support::load(file).view()));
    EXPECT_EQ(ac::read_audio_info(*source_of(streamed)).num_frames, 48000);
    EXPECT_TRUE(log.messages.empty()) << log.messages[0];
  }
}

TEST(wav_header, bounds_a_claim_of_4_gigabytes_by_the_file) {
  auto file = encode(kind_named("wav_pcm_16"), 48000);
  put(file, file.size() - 48000 * 4 - 4, {0xf0, 0xff, 0xff, 0xff});
  expect_bounded(file);
  EXPECT_EQ(ac::read_audio_info(*source_of(file)).num_frames, 48000);
}

TEST(flac_header, bounds_a_claim_of_2_to_the_36_samples_by_the_file) {
  auto file = encode(kind_named("flac_16"), 48000);
  file[21] |= 0x0f;  // STREAMINFO: 36 bits of total samples from the low half of byte 21 on
  put(file, 22, {255, 255, 255, 255});
  expect_bounded(file);
}

TEST(wav_header, bounds_a_claim_of_1000_channels_by_the_file) {
  auto file = encode(kind_named("wav_pcm_16"), 48000);
  put(file, 22, {1000 & 255, 1000 >> 8});
  put(file, 32, {2000 & 255, 2000 >> 8});
  expect_bounded(file);
}

TEST(aiff_header, bounds_a_claim_of_4_gigabytes_by_the_file) {
  auto file = encode(kind_named("aiff_pcm_16"), 48000);
  const std::string marker = "SSND";
  const auto chunk = std::search(file.begin(), file.end(), marker.begin(), marker.end());
  ASSERT_NE(chunk, file.end());
  put(file, static_cast<std::size_t>(chunk - file.begin()) + 4, {0x7f, 0xff, 0xff, 0xf0});
  expect_bounded(file);
}
