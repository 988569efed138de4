#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <acestep_compat/core/error.hpp>

#include "encode/encoding_plan.hpp"

namespace ac = acestep_compat;
using ac::audio_encoding;
using ac::audio_format;
using ac::sample_type;
using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

namespace {

struct request {
  audio_format format;
  sample_type type = sample_type::float32;
  int sample_rate = 44100;
  int num_channels = 2;
  audio_encoding encoding = audio_encoding::unknown;
  int bits_per_sample = 0;
  ac::rate_control rate = {};
};

ac::detail::encoding_plan plan(const request& wanted) {
  ac::writer_options options;
  options.format = wanted.format;
  options.encoding = wanted.encoding;
  options.bits_per_sample = wanted.bits_per_sample;
  options.rate = wanted.rate;
  auto made = ac::detail::make_encoding_plan(options, wanted.sample_rate, wanted.num_channels);
  ac::detail::choose_depth(made, wanted.type);
  return made;
}

request compressed(audio_format format, double level, int sample_rate = 44100) {
  request wanted{format};
  wanted.sample_rate = sample_rate;
  wanted.rate = ac::rate_control::level(level);
  return wanted;
}

request with_bit_rate(audio_format format, int bit_rate, int sample_rate = 44100) {
  request wanted{format};
  wanted.sample_rate = sample_rate;
  wanted.rate = ac::rate_control::bit_rate(bit_rate);
  return wanted;
}

request encoded(audio_format format, audio_encoding encoding, int bits, sample_type type = sample_type::float32) {
  request wanted{format, type};
  wanted.encoding = encoding;
  wanted.bits_per_sample = bits;
  return wanted;
}

void expect_pcm(const request& wanted, audio_encoding encoding, int bits) {
  const auto made = plan(wanted);
  EXPECT_EQ(made.encoding, encoding);
  EXPECT_EQ(made.bits_per_sample, bits);
}

auto rejects(const char* text) {
  return ThrowsMessage<ac::invalid_argument>(HasSubstr(text));
}

}  // namespace

TEST(encoding_plan, keeps_the_tensor_type_in_wav_aiff_and_caf) {
  for (const audio_format format : {audio_format::wav, audio_format::aiff, audio_format::caf}) {
    expect_pcm({format, sample_type::float32}, audio_encoding::pcm_f, 32);
    expect_pcm({format, sample_type::float64}, audio_encoding::pcm_f, 32);
    expect_pcm({format, sample_type::int16}, audio_encoding::pcm_s, 16);
    expect_pcm({format, sample_type::int32}, audio_encoding::pcm_s, 32);
  }
  expect_pcm({audio_format::wav, sample_type::uint8}, audio_encoding::pcm_u, 8);
  expect_pcm({audio_format::aiff, sample_type::uint8}, audio_encoding::pcm_s, 8);
}

TEST(encoding_plan, saves_au_as_16_bit) {
  expect_pcm({audio_format::au, sample_type::float32}, audio_encoding::pcm_s, 16);
  expect_pcm({audio_format::au, sample_type::uint8}, audio_encoding::pcm_s, 16);
}

TEST(encoding_plan, saves_flac_with_the_bits_of_the_tensor_up_to_24_at_level_5) {
  EXPECT_EQ(plan({audio_format::flac, sample_type::uint8}).bits_per_sample, 8);
  EXPECT_EQ(plan({audio_format::flac, sample_type::int16}).bits_per_sample, 16);
  EXPECT_EQ(plan({audio_format::flac, sample_type::int32}).bits_per_sample, 24);
  EXPECT_EQ(plan({audio_format::flac, sample_type::float32}).bits_per_sample, 24);
  EXPECT_EQ(plan({audio_format::flac}).flac_level, 5);
}

TEST(encoding_plan, fills_in_what_is_left_open_beside_an_encoding_or_a_depth) {
  expect_pcm(encoded(audio_format::wav, audio_encoding::pcm_s, 0), audio_encoding::pcm_s, 16);
  expect_pcm(encoded(audio_format::wav, audio_encoding::pcm_s, 0, sample_type::int32), audio_encoding::pcm_s, 32);
  expect_pcm(encoded(audio_format::wav, audio_encoding::pcm_f, 0, sample_type::int16), audio_encoding::pcm_f, 32);
  expect_pcm(encoded(audio_format::wav, audio_encoding::unknown, 24), audio_encoding::pcm_s, 24);
  expect_pcm(encoded(audio_format::wav, audio_encoding::unknown, 64), audio_encoding::pcm_f, 64);
  expect_pcm(encoded(audio_format::wav, audio_encoding::unknown, 8), audio_encoding::pcm_u, 8);
  expect_pcm(encoded(audio_format::au, audio_encoding::ulaw, 0), audio_encoding::ulaw, 8);
}

TEST(encoding_plan, rejects_encodings_and_depths_that_a_format_lacks) {
  EXPECT_THAT([] { plan(encoded(audio_format::wav, audio_encoding::pcm_s, 8)); }, rejects("must be 16, 24, 32, got 8"));
  EXPECT_THAT([] { plan(encoded(audio_format::wav, audio_encoding::pcm_s, 20)); }, rejects("got 20"));
  EXPECT_THAT([] { plan(encoded(audio_format::wav, audio_encoding::pcm_f, 16)); }, rejects("must be 32, 64, got 16"));
  EXPECT_THAT([] { plan(encoded(audio_format::caf, audio_encoding::pcm_u, 8)); }, rejects("PCM_U"));
  EXPECT_THAT([] { plan(encoded(audio_format::flac, audio_encoding::flac, 32)); },
              rejects("must be 8, 16, 24, got 32"));
  EXPECT_THAT([] { plan(encoded(audio_format::flac, audio_encoding::pcm_f, 0)); }, rejects("PCM_F"));
  EXPECT_THAT([] { plan(encoded(audio_format::mp3, audio_encoding::vorbis, 0)); }, rejects("VORBIS"));
  EXPECT_THAT([] { plan(encoded(audio_format::mp3, audio_encoding::unknown, 16)); },
              rejects("mp3 does not support bits_per_sample, got 16"));
}

TEST(encoding_plan, rejects_rates_channels_and_a_missing_format) {
  EXPECT_THAT([] { plan({audio_format::wav, sample_type::float32, 0}); }, rejects("sample_rate must be > 0 Hz, got 0"));
  EXPECT_THAT([] { plan({audio_format::wav, sample_type::float32, 44100, 0}); }, rejects("num_channels"));
  EXPECT_THAT([] { plan({audio_format::wav, sample_type::float32, 44100, 1025}); }, rejects("got 1025"));
  EXPECT_THAT([] { plan({audio_format::flac, sample_type::float32, 44100, 9}); }, rejects("at most 8, got 9"));
  EXPECT_THAT([] { plan({audio_format::mp3, sample_type::float32, 44100, 3}); }, rejects("1 or 2, got 3"));
  EXPECT_THAT([] { plan({audio_format::unknown}); }, rejects("format must be one of wav"));
}

TEST(encoding_plan, rejects_settings_that_a_format_does_not_support) {
  EXPECT_THAT([] { plan(with_bit_rate(audio_format::wav, 128000)); },
              rejects("wav does not support bit_rate, got 128000"));
  EXPECT_THAT([] { plan(with_bit_rate(audio_format::flac, 128000)); },
              rejects("flac does not support bit_rate, got 128000"));
  EXPECT_THAT([] { plan(with_bit_rate(audio_format::mp3, -1)); }, rejects("got -1"));
  EXPECT_THAT([] { plan(compressed(audio_format::wav, 5)); }, rejects("compression"));
  EXPECT_THAT([] { plan(compressed(audio_format::opus, 5)); }, rejects("bit_rate"));
}

TEST(encoding_plan, takes_flac_levels_from_0_to_8) {
  EXPECT_EQ(plan(compressed(audio_format::flac, 0)).flac_level, 0);
  EXPECT_EQ(plan(compressed(audio_format::flac, 8)).flac_level, 8);
  EXPECT_THAT([] { plan(compressed(audio_format::flac, 9)); }, rejects("from 0 to 8, got 9"));
  EXPECT_THAT([] { plan(compressed(audio_format::flac, 2.5)); }, rejects("2.5"));
}

TEST(encoding_plan, takes_vorbis_qualities_from_minus_1_to_10) {
  EXPECT_EQ(plan({audio_format::ogg}).vorbis_quality, 3.0);
  EXPECT_EQ(plan(compressed(audio_format::ogg, 9.5)).vorbis_quality, 9.5);
  EXPECT_EQ(plan(compressed(audio_format::ogg, -1)).vorbis_quality, 0.0);  // libsndfile goes no lower
  EXPECT_EQ(plan(with_bit_rate(audio_format::ogg, 192000)).vorbis_quality, 6.0);
  EXPECT_THAT([] { plan(compressed(audio_format::ogg, 10.5)); }, rejects("[-1, 10], got 10.5"));
}

TEST(encoding_plan, reads_mp3_compression_as_sox_does) {
  EXPECT_EQ(plan({audio_format::mp3}).mp3_bit_rate, 128);
  EXPECT_EQ(plan(compressed(audio_format::mp3, 320)).mp3_bit_rate, 320);
  EXPECT_EQ(plan(compressed(audio_format::mp3, 192.2)).mp3_bit_rate, 192);
  EXPECT_EQ(plan(compressed(audio_format::mp3, -4.2)).mp3_variable_quality, 4.0);
  EXPECT_EQ(plan(compressed(audio_format::mp3, 0)).mp3_variable_quality, 0.0);
  EXPECT_EQ(plan(with_bit_rate(audio_format::mp3, 320000)).mp3_bit_rate, 320);
  request v2{audio_format::mp3};
  v2.rate = ac::rate_control::vbr_quality(2.5);
  EXPECT_EQ(plan(v2).mp3_variable_quality, 2.5);
}

TEST(encoding_plan, names_the_mp3_rates_that_exist) {
  EXPECT_THAT([] { plan(compressed(audio_format::mp3, 100)); },
              ThrowsMessage<ac::invalid_argument>(AllOf(HasSubstr("compression 100"), HasSubstr("96, 112, 128"))));
  EXPECT_THAT([] { plan(with_bit_rate(audio_format::mp3, 320000, 22050)); },
              ThrowsMessage<ac::invalid_argument>(AllOf(HasSubstr("bit_rate 320000"), HasSubstr("144, 160 kbit/s"))));
  EXPECT_THAT([] { plan(with_bit_rate(audio_format::mp3, 128001)); }, rejects("bit_rate 128001"));
  EXPECT_THAT([] { plan(compressed(audio_format::mp3, -10)); }, rejects("V0 (best) to V9"));
  EXPECT_THAT(
      [] {
        plan({audio_format::mp3, sample_type::float32, 96000});
      },
      ThrowsMessage<ac::invalid_argument>(AllOf(HasSubstr("sample_rate 96000"), HasSubstr("44100, 48000 Hz"))));
}

TEST(encoding_plan, lowers_the_default_mp3_rate_where_128_kbit_do_not_exist) {
  EXPECT_EQ(plan({audio_format::mp3, sample_type::float32, 22050}).mp3_bit_rate, 128);
  EXPECT_EQ(plan({audio_format::mp3, sample_type::float32, 8000}).mp3_bit_rate, 64);
}

TEST(encoding_plan, takes_opus_to_the_next_rate_that_it_has) {
  const auto rate_for = [](int sample_rate) {
    return plan({audio_format::opus, sample_type::float32, sample_rate}).sample_rate;
  };
  EXPECT_EQ(rate_for(8000), 8000);
  EXPECT_EQ(rate_for(11025), 12000);
  EXPECT_EQ(rate_for(16000), 16000);
  EXPECT_EQ(rate_for(22050), 24000);
  EXPECT_EQ(rate_for(44100), 48000);
  EXPECT_EQ(rate_for(96000), 48000);
}

TEST(encoding_plan, spends_64_kbit_per_opus_channel_unless_told_otherwise) {
  EXPECT_EQ(plan({audio_format::opus}).opus_bit_rate_per_channel, 64000);
  EXPECT_EQ(plan(with_bit_rate(audio_format::opus, 96000)).opus_bit_rate_per_channel, 48000);
  EXPECT_THAT([] { plan(with_bit_rate(audio_format::opus, 1000)); }, rejects("[12000, 512000] bit/s, got 1000"));
}

TEST(encoding_plan, saves_opus_when_ogg_is_asked_for_with_that_encoding) {
  EXPECT_EQ(plan(encoded(audio_format::ogg, audio_encoding::opus, 0)).format, audio_format::opus);
}

TEST(nearest_mp3_bit_rate, is_one_that_the_sample_rate_has) {
  EXPECT_EQ(ac::nearest_mp3_bit_rate(44100, 127000), 128000);
  EXPECT_EQ(ac::nearest_mp3_bit_rate(44100, 1), 32000);
  EXPECT_EQ(ac::nearest_mp3_bit_rate(48000, 999999999), 320000);
  EXPECT_EQ(ac::nearest_mp3_bit_rate(22050, 999999999), 160000);
  EXPECT_EQ(ac::nearest_mp3_bit_rate(8000, 999999999), 64000);
}

TEST(nearest_mp3_bit_rate, is_the_lower_of_two_that_are_equally_near) {
  EXPECT_EQ(ac::nearest_mp3_bit_rate(44100, 36999), 32000);
  EXPECT_EQ(ac::nearest_mp3_bit_rate(16000, 12000), 8000);
}

TEST(format_from_extension, ignores_case_and_the_dot) {
  EXPECT_EQ(ac::format_from_extension(".FLAC"), audio_format::flac);
  EXPECT_EQ(ac::format_from_extension("Oga"), audio_format::ogg);
  EXPECT_EQ(ac::format_from_extension("vorbis"), audio_format::ogg);
  EXPECT_EQ(ac::format_from_extension("aif"), audio_format::aiff);
  EXPECT_EQ(ac::format_from_extension("m4a"), audio_format::unknown);
  EXPECT_EQ(ac::format_from_extension(""), audio_format::unknown);
}
