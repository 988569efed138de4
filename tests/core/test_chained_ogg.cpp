#include <algorithm>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/bytes.hpp"
#include "support/commands.hpp"
#include "support/comparing.hpp"
#include "support/decoding.hpp"
#include "support/loading.hpp"
#include "support/ogg_checksum.hpp"
#include "support/temporary_folder.hpp"

namespace ac = acestep_compat;
using namespace test_support;

namespace {

struct encoder {
  const char* name;
  const char* backend;
  const char* command;  ///< behind it comes the serial number
};

void PrintTo(const encoder& what, std::ostream* out) {
  *out << what.name;
}

constexpr encoder vorbis{"vorbis", "vorbis", "oggenc -Q -q 3 song.wav -o song.ogg -s "};
constexpr encoder opus{"opus", "opus", "opusenc --quiet song.wav song.ogg --serial "};

bytes encode(const encoder& with, int serial, int num_seconds, int rate = 48000, int num_channels = 2) {
  const temporary_folder folder;
  write_song_wav(folder, rate, num_channels, num_seconds);
  run_command(folder, with.command + std::to_string(serial));
  return read_file(folder / "song.ogg");
}

test_audio<float> decode(const bytes& content) {
  return read_all(*opened_file(content).decoder);
}

// Changes what the last page says about the length, at byte 6 of its header.
void set_last_granule(bytes& content, std::int64_t granule) {
  const std::string mark = "OggS";
  const auto page = std::find_end(content.begin(), content.end(), mark.begin(), mark.end());
  for (int i = 0; i < 8; ++i) page[6 + i] = static_cast<unsigned char>(granule >> (8 * i));
  write_page_checksum(content, static_cast<std::size_t>(page - content.begin()));
}

}  // namespace

class chained_ogg : public testing::TestWithParam<encoder> {
protected:
  bytes first = encode(GetParam(), 1, 3);
  bytes second = encode(GetParam(), 2, 1);
  bytes third = encode(GetParam(), 3, 2);
  bytes chain = joined({first, second, third});
  test_audio<float> expected = joined_audio({decode(first), decode(second), decode(third)});
};

TEST_P(chained_ogg, gives_all_its_parts_one_after_the_other) {
  opened_file file(chain);
  EXPECT_STREQ(file.decoder->info().backend.c_str(), GetParam().backend);
  EXPECT_EQ(file.decoder->info().num_frames, expected.num_frames);
  EXPECT_TRUE(same_bits(read_all(*file.decoder), expected));
  EXPECT_STREQ(file.decoder->damage().c_str(), "");
}

TEST_P(chained_ogg, gives_at_random_offsets_what_sequential_reading_gives) {
  opened_file file(chain);
  const auto length = expected.num_frames;
  std::mt19937 random(4);
  for (int i = 0; i < 30; ++i) {
    const auto offset = static_cast<std::int64_t>(random() % expected[0].size());
    const std::int64_t count = std::min<std::int64_t>(length - offset, random() % 100000);
    EXPECT_TRUE(same_bits(read_range(*file.decoder, offset, count), slice(expected, offset, count))) << offset;
  }
  EXPECT_TRUE(read_range(*file.decoder, length, 10)[0].empty());
}

TEST_P(chained_ogg, ends_with_a_warning_where_the_rate_or_the_channels_change) {
  const bytes mono = encode(GetParam(), 2, 1, 48000, 1);
  opened_file file(joined({first, mono, third}));
  EXPECT_TRUE(same_bits(read_all(*file.decoder), decode(first)));
  EXPECT_STREQ(file.decoder->damage().c_str(),
               "its part 2 has 48000 Hz and 1 channels instead of 48000 Hz and 2 channels; what follows is left out");
}

TEST_P(chained_ogg, ends_with_a_warning_where_a_part_is_of_another_codec) {
  const encoder& other = GetParam().name == vorbis.name ? opus : vorbis;
  opened_file file(joined({first, encode(other, 2, 1)}));
  EXPECT_TRUE(same_bits(read_all(*file.decoder), decode(first)));
  EXPECT_THAT(file.decoder->damage().str(), testing::StartsWith("its part 2 "));
}

TEST_P(chained_ogg, gives_what_is_there_when_its_end_is_missing) {
  chain.erase(chain.end() - static_cast<std::ptrdiff_t>(third.size() / 3), chain.end());
  opened_file file(chain);
  const test_audio<float> ours = read_all(*file.decoder);
  EXPECT_EQ(file.decoder->info().num_frames, ours.num_frames);
  EXPECT_GT(ours[0].size(), expected[0].size() * 2 / 3);
  EXPECT_TRUE(same_bits(ours, slice(expected, 0, ours.num_frames)));
  EXPECT_STREQ(file.decoder->damage().c_str(), "its end is missing");
}

TEST_P(chained_ogg, gives_the_parts_before_one_that_is_cut_in_its_headers) {
  const std::size_t inside_headers = first.size() + 100;
  chain.resize(inside_headers);
  opened_file file(chain);
  EXPECT_STREQ(file.decoder->info().backend.c_str(), GetParam().backend);
  EXPECT_TRUE(same_bits(read_all(*file.decoder), decode(first)));
  EXPECT_THAT(file.decoder->damage().str(), testing::StartsWith("its part 2 cannot be decoded (the "));
}

TEST_P(chained_ogg, ends_with_a_warning_where_its_parts_claim_more_than_can_be_counted) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  set_last_granule(first, most);
  set_last_granule(second, most);
  opened_file file(joined({first, second}));
  EXPECT_GT(file.decoder->info().num_frames, most / 2);
  EXPECT_STREQ(file.decoder->damage().c_str(),
               "its part 2 claims more frames than a signal can have; what follows is left out");
}

INSTANTIATE_TEST_SUITE_P(codecs, chained_ogg, testing::Values(vorbis, opus),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST(chained_vorbis, gives_the_same_bits_for_any_number_of_threads) {
  const bytes chain = joined({encode(vorbis, 1, 17), encode(vorbis, 2, 3), encode(vorbis, 3, 11)});
  ac::load_options options;
  options.num_threads = 1;
  const ac::audio_buffer one = load(chain, options);
  EXPECT_EQ(one.num_frames(), 31 * 48000);
  for (const int threads : {2, 3, 7}) {
    options.num_threads = threads;
    EXPECT_TRUE(same_bits(load(chain, options).view(), one.view())) << threads;
  }
}
