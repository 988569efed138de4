#include "support/ogg_checksum.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace test_support {

namespace {

constexpr std::array<std::uint32_t, 256> make_remainders() {
  std::array<std::uint32_t, 256> remainders{};
  for (std::uint32_t byte = 0; byte < remainders.size(); ++byte) {
    std::uint32_t crc = byte << 24;
    for (int bit = 0; bit < 8; ++bit) crc = crc << 1 ^ ((crc & 0x80000000U) != 0 ? 0x04c11db7U : 0U);
    remainders[byte] = crc;
  }
  return remainders;
}

constexpr std::array<std::uint32_t, 256> remainders = make_remainders();

}  // namespace

void write_page_checksum(bytes& content, std::size_t offset) {
  constexpr std::size_t header_size = 27;
  constexpr std::size_t checksum = 22;
  if (offset + header_size > content.size()) return;
  const std::size_t num_segments = content[offset + 26];
  std::size_t end = offset + header_size + num_segments;
  if (end > content.size()) return;
  for (std::size_t i = 0; i < num_segments; ++i) end += content[offset + header_size + i];
  if (end > content.size()) return;
  std::fill_n(content.begin() + static_cast<std::ptrdiff_t>(offset + checksum), 4, std::uint8_t{0});
  std::uint32_t crc = 0;
  for (std::size_t i = offset; i < end; ++i) crc = crc << 8 ^ remainders[crc >> 24 ^ content[i]];
  for (std::size_t i = 0; i < 4; ++i) content[offset + checksum + i] = static_cast<unsigned char>(crc >> (8 * i));
}

void write_all_page_checksums(bytes& content) {
  for (std::size_t i = 0; i + 4 <= content.size(); ++i) {
    if (std::memcmp(content.data() + i, "OggS", 4) == 0) write_page_checksum(content, i);
  }
}

}  // namespace test_support
