#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <acestep_compat/core/error.hpp>

#include "encode/large_file.hpp"
#include "support/libsndfile.hpp"
#include "support/song.hpp"
#include "support/writing.hpp"

namespace ac = acestep_compat;
namespace detail = ac::detail;

namespace {

template <typename Sample>
void expect_same_as_rf64(const test_support::test_audio<Sample>& audio) {
  ac::writer_options options;
  options.format = ac::audio_format::wav;
  const auto wav = test_support::encode(audio, 48000, options);
  detail::memory_store sink;
  sink.write_at(0, wav.data(), wav.size());
  const std::uint64_t data_bytes = static_cast<std::uint64_t>(audio.num_channels * audio.num_frames) * sizeof(Sample);
  detail::upgrade_to_rf64(sink, data_bytes, static_cast<std::uint64_t>(audio.num_frames));
  const test_support::bytes upgraded(sink.data(), sink.data() + sink.size());
  EXPECT_EQ(test_support::reference_format(upgraded) & SF_FORMAT_TYPEMASK, SF_FORMAT_RF64);
  EXPECT_EQ(test_support::read_reference<float>(upgraded).samples, test_support::read_reference<float>(wav).samples);
}

}  // namespace

TEST(upgrade_to_rf64, gives_a_file_that_libsndfile_reads_as_rf64_with_the_same_samples) {
  expect_same_as_rf64(test_support::song_as<std::int16_t>(2, 100000));
  expect_same_as_rf64(test_support::song(2, 5000));                      // with a fact chunk
  expect_same_as_rf64(test_support::song_as<std::uint8_t>(1, 5001));     // with a pad byte
  expect_same_as_rf64(test_support::song_as<std::int32_t>(3, 1200000));  // moved in several blocks
}

TEST(require_room, refuses_aiff_files_whose_sizes_would_wrap_around) {
  detail::encoding_plan plan;
  plan.format = ac::audio_format::aiff;
  plan.bits_per_sample = 32;
  plan.num_channels = 2;
  EXPECT_NO_THROW(detail::require_room(plan, 536'000'000));
  EXPECT_THROW(detail::require_room(plan, 537'000'000), ac::encode_error);
  plan.format = ac::audio_format::caf;
  EXPECT_NO_THROW(detail::require_room(plan, 537'000'000));
}
