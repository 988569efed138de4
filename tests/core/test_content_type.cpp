#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "formats/content_type.hpp"
#include "support/libsndfile.hpp"
#include "support/song.hpp"
#include "support/temporary_folder.hpp"

namespace ac = acestep_compat;
using ac::detail::content_type;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

content_type sniff(std::string_view bytes) {
  return ac::detail::sniff_content(*ac::audio_source::from_memory(bytes.data(), bytes.size())).type;
}

content_type sniff(const std::vector<unsigned char>& bytes) {
  return sniff(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

content_type sniff_kind(const char* name) {
  return sniff(test_support::encode(test_support::kind_named(name), 9600));
}

std::string id3_tag(std::size_t size) {
  std::string tag = "ID3\x04"s + std::string(2, '\0');
  for (int shift = 21; shift >= 0; shift -= 7) tag += static_cast<char>(size >> shift & 0x7f);
  return tag + std::string(size, '\0');
}

}  // namespace

TEST(content_type, is_found_for_every_kind_of_file) {
  EXPECT_EQ(sniff_kind("wav_pcm_16"), content_type::wav);
  EXPECT_EQ(sniff_kind("wav_big_endian"), content_type::wav);
  EXPECT_EQ(sniff_kind("rf64_pcm_16"), content_type::rf64);
  EXPECT_EQ(sniff_kind("w64_pcm_24"), content_type::w64);
  EXPECT_EQ(sniff_kind("flac_16"), content_type::flac);
  EXPECT_EQ(sniff_kind("vorbis"), content_type::ogg_vorbis);
  EXPECT_EQ(sniff_kind("opus"), content_type::ogg_opus);
  EXPECT_EQ(sniff_kind("mp3"), content_type::mpeg_audio);
  EXPECT_EQ(sniff_kind("mp3_mono_24k"), content_type::mpeg_audio);
  EXPECT_EQ(sniff_kind("aiff_pcm_16"), content_type::aiff);
  EXPECT_EQ(sniff_kind("aiff_little_endian"), content_type::aiff);
  EXPECT_EQ(sniff_kind("au_pcm_16"), content_type::au);
  EXPECT_EQ(sniff_kind("caf_float"), content_type::caf);
  EXPECT_EQ(sniff_kind("nist_sphere"), content_type::unknown);
  EXPECT_EQ(sniff_kind("voc"), content_type::unknown);
}

TEST(content_type, looks_after_tags_of_any_size) {
  const auto flac = test_support::encode(test_support::kind_named("flac_16"), 9600);
  const std::string_view bytes(reinterpret_cast<const char*>(flac.data()), flac.size());
  EXPECT_EQ(sniff(id3_tag(100) + std::string(bytes)), content_type::flac);
  EXPECT_EQ(sniff(id3_tag(1000000) + id3_tag(10) + std::string(bytes)), content_type::flac);
}

TEST(content_type, finds_mpeg_audio_after_junk) {
  auto song = test_support::read_file(test_support::song_path());
  EXPECT_EQ(sniff(song), content_type::mpeg_audio);
  song.erase(song.begin(), song.begin() + 100000);  // begins inside a frame
  EXPECT_EQ(sniff(song), content_type::mpeg_audio);
  song.insert(song.begin(), 5000, 0);
  EXPECT_EQ(sniff(song), content_type::mpeg_audio);
}

TEST(content_type, knows_containers_that_others_decode) {
  EXPECT_EQ(sniff("\x00\x00\x00\x20"
                  "ftypM4A "sv),
            content_type::foreign);
  EXPECT_EQ(sniff("\x1a\x45\xdf\xa3\x9f\x42\x86"sv), content_type::foreign);
  EXPECT_EQ(sniff("#!AMR\n"sv), content_type::foreign);
  EXPECT_EQ(sniff("wvpk\x00\x00"sv), content_type::foreign);
  // An ADTS frame of 16 bytes, and the beginning of another.
  const std::string adts = "\xff\xf1\x50\x80\x02\x1f\xfc"s + std::string(9, '\0');
  EXPECT_EQ(sniff(adts + adts + adts), content_type::foreign);
  EXPECT_EQ(sniff(id3_tag(50) + adts + adts + adts), content_type::foreign);
  EXPECT_EQ(sniff("nut/multimedia container\0"sv), content_type::foreign);
  EXPECT_EQ(sniff("\x72\xf8\x1f\x4e\x01\x00"sv), content_type::foreign);
  EXPECT_EQ(sniff("FORM\0\x08XhMAUDMHDR"sv), content_type::foreign);
  EXPECT_EQ(sniff("\xb0\x20\x5f\x0c\xf8\x72\x6f\xba"sv), content_type::foreign);
}

TEST(content_type, knows_transport_streams_by_the_distance_of_their_packets) {
  const std::string packet = "G" + std::string(187, '\0');
  const std::string stamped = std::string(4, '\0') + packet;
  EXPECT_EQ(sniff(packet + packet + packet + packet + packet), content_type::foreign);
  EXPECT_EQ(sniff(stamped + stamped + stamped + stamped + stamped), content_type::foreign);
  EXPECT_EQ(sniff(packet + "\0"s + packet + packet + packet + packet), content_type::unknown);
}

TEST(content_type, knows_loas_by_frames_that_follow_each_other) {
  const std::string frame = "\x56\xe0\x05"s + std::string(5, '\0');
  EXPECT_EQ(sniff(frame + frame + frame), content_type::foreign);
  EXPECT_EQ(sniff(frame + "\0"s + frame + frame), content_type::unknown);
}

TEST(content_type, takes_no_text_or_picture_for_audio) {
  EXPECT_EQ(sniff("<html><body>404 Not Found</body></html>"sv), content_type::not_audio);
  EXPECT_EQ(sniff("Liebe Gr\xc3\xbc\xc3\x9f"
                  "e"sv),
            content_type::not_audio);
  EXPECT_EQ(sniff("\xff\xfeH\0i\0"sv), content_type::not_audio);
  EXPECT_EQ(sniff("\x89PNG\r\n\x1a\n"sv), content_type::not_audio);
  EXPECT_EQ(sniff(""sv), content_type::empty);
  EXPECT_EQ(sniff("\0\0\0\0\0\0"sv), content_type::unknown);
}
