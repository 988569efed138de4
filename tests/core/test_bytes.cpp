#include <array>
#include <cstdint>

#include <gtest/gtest.h>

#include "base/bytes.hpp"

using namespace acestep_compat::detail;

namespace {

constexpr unsigned char bytes[] = {0x81, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x88};

}  // namespace

TEST(bytes, load_reads_big_endian_numbers_of_every_size) {
  EXPECT_EQ(load<std::uint16_t>(bytes, byte_order::big), 0x8102);
  EXPECT_EQ(load<std::uint32_t>(bytes, byte_order::big), 0x81020304);
  EXPECT_EQ(load<std::uint64_t>(bytes, byte_order::big), 0x8102030405060788);
  EXPECT_EQ(load_big<std::uint32_t>(bytes), 0x81020304);
}

TEST(bytes, load_reads_little_endian_numbers_of_every_size) {
  EXPECT_EQ(load<std::uint16_t>(bytes, byte_order::little), 0x0281);
  EXPECT_EQ(load<std::uint32_t>(bytes, byte_order::little), 0x04030281);
  EXPECT_EQ(load<std::uint64_t>(bytes, byte_order::little), 0x8807060504030281);
  EXPECT_EQ(load_little<std::uint32_t>(bytes), 0x04030281);
}

TEST(bytes, load_keeps_the_sign) {
  EXPECT_EQ(load_big<std::int16_t>(bytes), 0x8102 - 0x10000);
  EXPECT_EQ(load_little<std::int64_t>(bytes), static_cast<std::int64_t>(0x8807060504030281));
}

TEST(bytes, load_bytes_reads_numbers_of_three_bytes) {
  EXPECT_EQ(load_bytes<3>(bytes, byte_order::big), 0x810203u);
  EXPECT_EQ(load_bytes<3>(bytes, byte_order::little), 0x030281u);
}

TEST(bytes, load_in_native_order_is_what_memory_holds) {
  const std::uint32_t number = 0x12345678;
  EXPECT_EQ(load<std::uint32_t>(reinterpret_cast<const unsigned char*>(&number), native_order), number);
}

TEST(bytes, store_writes_what_load_reads) {
  std::array<unsigned char, 8> stored{};
  for (const byte_order order : {byte_order::little, byte_order::big}) {
    store<std::uint16_t>(stored.data(), 0x8102, order);
    EXPECT_EQ(load<std::uint16_t>(stored.data(), order), 0x8102);
    store<std::int64_t>(stored.data(), -2, order);
    EXPECT_EQ(load<std::int64_t>(stored.data(), order), -2);
  }
}

TEST(bytes, store_touches_the_bytes_of_its_number_only) {
  std::array<unsigned char, 6> stored{9, 9, 9, 9, 9, 9};
  store<std::uint32_t>(stored.data() + 1, 0x01020304, byte_order::little);
  EXPECT_EQ(stored, (std::array<unsigned char, 6>{9, 4, 3, 2, 1, 9}));
}

TEST(bytes, four_cc_is_what_a_file_begins_with) {
  constexpr unsigned char letters[] = {'R', 'I', 'F', 'F'};
  static_assert(four_cc("RIFF") == load_big<std::uint32_t>(letters));
  static_assert(four_cc("\xff\xff\xff\xff") == 0xFFFFFFFF);
}
