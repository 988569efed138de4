#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <acestep_compat/core/audio_writer.hpp>

#include "base/bytes.hpp"
#include "codecs/sndfile/sndfile_formats.hpp"
#include "formats/content_signatures.hpp"
#include "formats/format_table.hpp"
#include "formats/tag_keys.hpp"

namespace ac = acestep_compat;
namespace detail = ac::detail;

TEST(format_table, names_are_parsed_back_in_any_case) {
  for (const detail::format_row& row : detail::format_table()) {
    auto parsed = ac::audio_format::unknown;
    EXPECT_TRUE(ac::parse(ac::to_string(row.format), parsed));
    EXPECT_EQ(parsed, row.format);
  }
  auto parsed = ac::audio_format::unknown;
  EXPECT_TRUE(ac::parse("FLAC", parsed));
  EXPECT_EQ(parsed, ac::audio_format::flac);
  EXPECT_FALSE(ac::parse("flac2", parsed));
  EXPECT_EQ(parsed, ac::audio_format::flac);
}

TEST(format_table, extensions_belong_to_one_format_each) {
  for (const detail::format_row& row : detail::format_table()) {
    for (const std::string_view extension : row.extensions) {
      if (extension.empty()) continue;
      EXPECT_EQ(ac::format_from_extension(std::string(extension)), row.format) << extension;
    }
  }
}

TEST(format_table, signatures_are_found_as_the_format_that_they_stand_for) {
  for (const detail::format_row& row : detail::format_table()) {
    for (const detail::signature& known : row.signatures) {
      if (known.bytes.empty()) continue;
      const std::string bytes = std::string(known.offset, '\0').append(known.bytes);
      const auto found = detail::find_signature(bytes);
      ASSERT_TRUE(found) << known.description.c_str();
      EXPECT_EQ(detail::format_of(found->type), row.format) << known.description.c_str();
    }
  }
}

TEST(format_table, rf64_is_not_taken_for_the_wav_whose_letters_it_has_too) {
  const auto found = detail::find_signature(std::string_view("RF64\xff\xff\xff\xffWAVE", 12));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->type, detail::content_type::rf64);
}

TEST(sndfile_formats, give_back_what_they_are_made_of) {
  for (const detail::format_row& row : detail::format_table()) {
    const auto samples =
        row.encoding == ac::audio_encoding::unknown ? detail::sndfile::sample_format{ac::audio_encoding::pcm_s, 16}
        : row.encoding == ac::audio_encoding::flac  ? detail::sndfile::sample_format{ac::audio_encoding::flac, 16}
                                                    : detail::sndfile::sample_format{row.encoding, 0};
    const int format = detail::sndfile::sndfile_format(row.format, samples);
    EXPECT_NE(format, 0);
    EXPECT_EQ(detail::sndfile::container_of(format), row.format) << row.name.c_str();
    EXPECT_EQ(detail::sndfile::samples_of(format).encoding, samples.encoding) << row.name.c_str();
    EXPECT_EQ(detail::sndfile::samples_of(format).bits_per_sample, samples.bits_per_sample) << row.name.c_str();
  }
}

TEST(tag_keys, have_a_place_in_libsndfile_each) {
  for (const detail::tag_key& known : detail::tag_keys()) {
    EXPECT_NE(detail::sndfile::sndfile_string(std::string(known.key)), 0) << known.key;
  }
}

TEST(tag_keys, are_found_by_the_name_that_a_family_of_files_has) {
  EXPECT_EQ(detail::find_tag_key(&detail::tag_key::riff, detail::four_cc("IART")), "artist");
  EXPECT_EQ(detail::find_tag_key(&detail::tag_key::caf, std::string_view("year")), "date");
  EXPECT_EQ(detail::find_tag_key(&detail::tag_key::aiff, std::uint32_t{0}), "");
  EXPECT_EQ(detail::find_tag_key(&detail::tag_key::id3, std::string_view("")), "");
}

TEST(audio_encoding, names_are_parsed_back_in_any_case) {
  for (int index = 1; index <= static_cast<int>(ac::audio_encoding::gsm); ++index) {
    const auto encoding = static_cast<ac::audio_encoding>(index);
    auto parsed = ac::audio_encoding::unknown;
    EXPECT_TRUE(ac::parse(ac::to_string(encoding), parsed));
    EXPECT_EQ(parsed, encoding);
  }
  auto parsed = ac::audio_encoding::unknown;
  EXPECT_TRUE(ac::parse("pcm_s", parsed));
  EXPECT_EQ(parsed, ac::audio_encoding::pcm_s);
}
