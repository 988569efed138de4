// Legal streams that no encoder makes, written field by field; libFLAC confirms that they are legal.

#include <algorithm>
#include <cmath>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codecs/flac/flac_decoder.hpp"
#include "support/bytes.hpp"
#include "support/decoding.hpp"
#include "support/flac_stream.hpp"
#include "support/libflac.hpp"
#include "support/song.hpp"

namespace ac = acestep_compat;
using ac::detail::flac::flac_decoder;
using namespace test_support;

namespace {

using wide_channels = std::vector<std::vector<std::int64_t>>;

wide_channels coded(const test_audio<std::int32_t>& samples, int channel_code) {
  if (channel_code >= 8) {
    auto [first, second] = stereo_coded(channel_code, samples[0], samples[1]);
    return {first, second};
  }
  wide_channels result;
  for (std::int64_t c = 0; c < samples.num_channels; ++c) result.emplace_back(samples[c].begin(), samples[c].end());
  return result;
}

wide_channels part(const wide_channels& channels, std::size_t first, std::size_t count) {
  wide_channels result;
  for (const auto& channel : channels) {
    result.emplace_back(channel.begin() + static_cast<std::ptrdiff_t>(first),
                        channel.begin() + static_cast<std::ptrdiff_t>(first + count));
  }
  return result;
}

/// Writes frames of `block_size`, all with the same plan, and a shorter one at the end.
bytes write_stream(const test_audio<std::int32_t>& samples, frame_plan plan, std::size_t block_size) {
  const auto length = static_cast<std::size_t>(samples.num_frames);
  const wide_channels channels = coded(samples, plan.channel_code);
  const int size = static_cast<int>(block_size);
  bytes stream = flac_head(samples, {size, size, samples.num_frames});
  for (std::size_t first = 0; first < length; first += block_size) {
    const std::size_t count = std::min(block_size, length - first);
    stream = joined({stream, flac_frame(plan, samples.bits, part(channels, first, count))});
    ++plan.number;
  }
  return stream;
}

void expect_decodes_to(const bytes& stream, const test_audio<std::int32_t>& samples) {
  const libflac_result reference = decode_with_libflac(stream.data(), stream.size());
  EXPECT_EQ(reference.num_errors, 0);
  EXPECT_EQ(reference.samples.samples, samples.samples) << "libFLAC";
  positional_source source(stream);
  flac_decoder decoder(source, false);
  EXPECT_EQ(read_all(decoder, 1000), as_floats(samples));
  EXPECT_EQ(decoder.damage(), "");
}

/// A predictor of any order that music follows well: repeats the sample before, spread over the coefficients.
std::vector<int> smooth_coefficients(int order, int shift) {
  std::vector<int> result;
  for (int i = 0; i < order; ++i) result.push_back((1 << shift) * (i % 2 == 0 ? 3 : -2) / (order + 2));
  return result;
}

test_audio<std::int32_t> quiet(test_audio<std::int32_t> samples, int shift) {
  for (auto& sample : samples.samples) sample = (sample >> shift);
  return samples;
}

}  // namespace

TEST(flac_decoder, decodes_every_linear_order) {
  for (const int bits : {16, 24}) {
    const auto samples = song_pcm(1, bits, 700);
    for (int order = 1; order <= 32; ++order) {
      SCOPED_TRACE(order);
      const subframe_plan plan{.kind = subframe_plan::linear,
                               .order = order,
                               .coefficients = smooth_coefficients(order, 13),
                               .shift = 13,
                               .five_bit_parameters = true,
                               .parameters = {bits - 5}};
      expect_decodes_to(write_stream(samples, {.channel_code = 0, .subframes = {plan}}, 512), samples);
    }
  }
}

TEST(flac_decoder, decodes_every_fixed_order) {
  const auto samples = song_pcm(1, 16, 700);
  for (int order = 0; order <= 4; ++order) {
    const subframe_plan plan{.kind = subframe_plan::fixed, .order = order, .parameters = {9}};
    expect_decodes_to(write_stream(samples, {.channel_code = 0, .subframes = {plan}}, 512), samples);
  }
}

TEST(flac_decoder, decodes_every_sample_size_in_every_stereo_mode) {
  for (int bits = 4; bits <= 32; ++bits) {
    const auto samples = song_pcm(2, bits, 600);
    for (const int code : {1, 8, 9, 10}) {
      SCOPED_TRACE(std::to_string(bits) + " bits, code " + std::to_string(code));
      const subframe_plan verbatim{.kind = subframe_plan::verbatim};
      const subframe_plan predicted{
          .kind = subframe_plan::fixed, .order = 1, .five_bit_parameters = true, .parameters = {std::max(0, bits - 6)}};
      expect_decodes_to(write_stream(samples, {.channel_code = code, .subframes = {verbatim}}, 256), samples);
      expect_decodes_to(write_stream(samples, {.channel_code = code, .subframes = {predicted}}, 256), samples);
    }
  }
}

TEST(flac_decoder, decodes_samples_at_the_limits_of_32_bits) {
  auto samples = audio_of_shape<std::int32_t>(2, 300, 44100, 32);
  for (int i = 0; i < 300; ++i) {
    samples.at(0, i) = i % 3 == 0 ? INT32_MIN : INT32_MAX;
    samples.at(1, i) = i % 2 == 0 ? INT32_MAX : INT32_MIN;
  }
  for (const int code : {1, 8, 9, 10}) {
    const subframe_plan verbatim{.kind = subframe_plan::verbatim};
    expect_decodes_to(write_stream(samples, {.channel_code = code, .subframes = {verbatim}}, 256), samples);
  }
}

TEST(flac_decoder, decodes_constant_subframes) {
  auto samples = audio_of_shape<std::int32_t>(2, 1000, 44100, 16);
  std::ranges::fill(samples[0], -32768);
  std::ranges::fill(samples[1], 32767);
  const subframe_plan constant{.kind = subframe_plan::constant};
  expect_decodes_to(write_stream(samples, {.channel_code = 1, .subframes = {constant}}, 999), samples);
}

TEST(flac_decoder, decodes_wasted_bits_in_every_kind_of_subframe) {
  for (const int bits : {16, 32}) {
    test_audio<std::int32_t> samples = song_pcm(2, bits, 600);
    for (auto& sample : samples.samples) sample &= ~0x3F;  // the mid channel is half as coarse
    const subframe_plan plans[] = {{.kind = subframe_plan::verbatim, .wasted_bits = 5},
                                   {.kind = subframe_plan::fixed,
                                    .order = 1,
                                    .wasted_bits = 4,
                                    .five_bit_parameters = true,
                                    .parameters = {bits - 7}},
                                   {.kind = subframe_plan::linear,
                                    .order = 2,
                                    .coefficients = {900, 30},
                                    .shift = 10,
                                    .wasted_bits = 1,
                                    .five_bit_parameters = true,
                                    .parameters = {bits - 7}}};
    for (const subframe_plan& plan : plans) {
      for (const int code : {1, 8, 10}) {
        expect_decodes_to(write_stream(samples, {.channel_code = code, .subframes = {plan}}, 512), samples);
      }
    }
  }
}

TEST(flac_decoder, decodes_every_rice_parameter_of_both_lengths) {
  const auto loud = song_pcm(1, 24, 512);
  const auto faint = quiet(song_pcm(1, 16, 512), 11);
  for (const bool five_bits : {false, true}) {
    for (int parameter = 0; parameter < (five_bits ? 31 : 15); ++parameter) {
      SCOPED_TRACE(parameter);
      const subframe_plan plan{
          .kind = subframe_plan::fixed, .order = 1, .five_bit_parameters = five_bits, .parameters = {parameter}};
      const test_audio<std::int32_t>& samples = parameter < 6 ? faint : loud;
      expect_decodes_to(write_stream(samples, {.channel_code = 0, .subframes = {plan}}, 512), samples);
    }
  }
}

TEST(flac_decoder, decodes_escaped_partitions_among_others) {
  test_audio<std::int32_t> samples = song_pcm(1, 16, 1024);
  std::fill_n(samples[0].begin() + 256, 128, 5);  // a residual of zeros: an escape of no bits at all
  const subframe_plan plan{
      .kind = subframe_plan::fixed, .order = 1, .partition_order = 3, .parameters = {-1, 10, -1, -1, 3, -1, 10, 10}};
  expect_decodes_to(write_stream(samples, {.channel_code = 0, .subframes = {plan}}, 1024), samples);
  subframe_plan wide = plan;
  wide.five_bit_parameters = true;
  expect_decodes_to(write_stream(samples, {.channel_code = 0, .subframes = {wide}}, 1024), samples);
}

TEST(flac_decoder, decodes_codes_longer_than_a_machine_word) {
  auto samples = audio_of_shape<std::int32_t>(1, 400, 44100, 16);
  for (std::int64_t i = 0; i < 400; i += 40) samples.at(0, i) = i % 80 == 0 ? 32767 : -32768;
  const subframe_plan plan{.kind = subframe_plan::fixed, .order = 0, .parameters = {0}};
  expect_decodes_to(write_stream(samples, {.channel_code = 0, .subframes = {plan}}, 200), samples);
}

TEST(flac_decoder, decodes_partitions_that_hold_warm_up_samples_only) {
  const auto samples = song_pcm(1, 16, 64);
  const subframe_plan plan{.kind = subframe_plan::linear,
                           .order = 16,
                           .coefficients = smooth_coefficients(16, 10),
                           .shift = 10,
                           .partition_order = 2,
                           .parameters = {10}};
  expect_decodes_to(write_stream(samples, {.channel_code = 0, .subframes = {plan}}, 64), samples);
}

TEST(flac_decoder, decodes_channels_coded_each_in_another_way) {
  const auto samples = song_pcm(8, 16, 2000);
  const std::vector<subframe_plan> plans = {
      {.kind = subframe_plan::verbatim},
      {.kind = subframe_plan::fixed, .order = 4, .parameters = {9}},
      {.kind = subframe_plan::linear, .order = 1, .coefficients = {1000}, .shift = 10, .parameters = {9}},
      {.kind = subframe_plan::linear,
       .order = 32,
       .coefficients = smooth_coefficients(32, 9),
       .shift = 9,
       .parameters = {11}},
      {.kind = subframe_plan::fixed, .order = 0, .partition_order = 4, .parameters = {11}},
      {.kind = subframe_plan::linear,
       .order = 12,
       .coefficients = smooth_coefficients(12, 14),
       .shift = 14,
       .parameters = {10}},
      {.kind = subframe_plan::fixed, .order = 3, .parameters = {-1}},
      {.kind = subframe_plan::linear, .order = 3, .coefficients = {2, -1, 0}, .shift = 0, .parameters = {9}}};
  expect_decodes_to(write_stream(samples, {.channel_code = 7, .subframes = plans}, 400), samples);
}

TEST(flac_decoder, decodes_blocks_of_varying_size) {
  const auto samples = song_pcm(2, 16, 20000);
  const wide_channels channels = coded(samples, 10);
  bytes stream = flac_head(samples, {16, 65535, samples.num_frames});
  frame_plan plan{.channel_code = 10,
                  .variable_block_size = true,
                  .subframes = {{.kind = subframe_plan::fixed, .order = 2, .parameters = {9}}}};
  std::size_t first = 0;
  for (std::size_t count = 16; first < 20000; count = count * 7 % 4999 + 1) {
    count = std::min<std::size_t>(count, 20000 - first);
    plan.number = first;
    stream = joined({stream, flac_frame(plan, 16, part(channels, first, count))});
    first += count;
  }
  expect_decodes_to(stream, samples);
  positional_source source(stream);
  flac_decoder decoder(source, false);
  decoder.seek(12345);
  EXPECT_EQ(read_all(decoder)[0].front(), as_floats(samples)[0][12345]);
}

TEST(flac_decoder, decodes_frame_numbers_of_every_length) {
  const auto samples = song_pcm(1, 16, 16);
  for (const std::uint64_t number :
       {0ULL, 0x7FULL, 0x80ULL, 0x7FFULL, 0x800ULL, 0xFFFFULL, 0x10000ULL, 0x1FFFFFULL, 0x200000ULL, 0x3FFFFFFULL,
        0x4000000ULL, 0x7FFFFFFFULL, 0x80000000ULL, 0xFFFFFFFFFULL}) {
    SCOPED_TRACE(number);
    frame_plan plan{.number = number,
                    .variable_block_size = number > 0x7FFFFFFFULL,
                    .subframes = {{.kind = subframe_plan::verbatim}}};
    const bytes stream = joined({flac_head(samples, {16, 16, 16}), flac_frame(plan, 16, coded(samples, 0))});
    positional_source source(stream);
    flac_decoder decoder(source, false);
    EXPECT_EQ(read_all(decoder), as_floats(samples)) << "a recording may begin at any frame number";
  }
}

TEST(flac_decoder, decodes_every_sample_rate_up_to_655350_hz) {
  for (const int rate : {1, 8000, 192000, 352800, 655350}) {
    test_audio<std::int32_t> samples = song_pcm(1, 16, 32);
    samples.sample_rate = rate;
    const bytes stream = write_stream(samples, {.subframes = {{.kind = subframe_plan::verbatim}}}, 32);
    positional_source source(stream);
    EXPECT_EQ(flac_decoder(source, false).info().sample_rate, rate);
    expect_decodes_to(stream, samples);
  }
}
