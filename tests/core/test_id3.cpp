#include <vector>

#include <gtest/gtest.h>

#include "formats/id3.hpp"

using acestep_compat::detail::id3v2_tag_size;

namespace {

std::vector<unsigned char> header(unsigned char version, unsigned char flags, std::vector<unsigned char> size) {
  std::vector<unsigned char> bytes{'I', 'D', '3', version, 0, flags};
  bytes.insert(bytes.end(), size.begin(), size.end());
  return bytes;
}

}  // namespace

TEST(id3v2_tag_size, counts_the_header) {
  EXPECT_EQ(id3v2_tag_size(header(4, 0, {0, 0, 0, 0})), 10u);
}

TEST(id3v2_tag_size, reads_four_bytes_of_seven_bits) {
  EXPECT_EQ(id3v2_tag_size(header(3, 0, {1, 2, 3, 4})), 10u + (1u << 21 | 2u << 14 | 3u << 7 | 4u));
}

TEST(id3v2_tag_size, counts_the_footer) {
  EXPECT_EQ(id3v2_tag_size(header(4, 0x10, {0, 0, 1, 0})), 10u + 128u + 10u);
}

TEST(id3v2_tag_size, refuses_what_is_no_tag) {
  EXPECT_EQ(id3v2_tag_size(header(0xFF, 0, {0, 0, 0, 1})), 0u) << "version 0xFF";
  EXPECT_EQ(id3v2_tag_size(header(4, 0, {0, 0, 0x80, 1})), 0u) << "a size with an eighth bit";
  EXPECT_EQ(id3v2_tag_size(header(4, 0, {0, 0, 0})), 0u) << "cut short";
  EXPECT_EQ(id3v2_tag_size(std::vector<unsigned char>(10, 'I')), 0u) << "other letters";
}
