#include "codecs/flac/crc.hpp"

#include <array>
#include <cstddef>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

namespace {

constexpr std::array<std::uint8_t, 256> make_crc8_table() {
  std::array<std::uint8_t, 256> table{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    unsigned crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc << 1) ^ ((crc & 0x80U) != 0 ? 0x07U : 0U);
    table[byte] = static_cast<std::uint8_t>(crc);
  }
  return table;
}

constexpr std::size_t slices = 16;

/// Row s holds the effect of a byte that s further bytes follow, so that 16 bytes are looked up independently of
/// each other: only the first two of them wait for the checksum so far.
constexpr std::array<std::array<std::uint16_t, 256>, slices> make_crc16_tables() {
  std::array<std::array<std::uint16_t, 256>, slices> tables{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    unsigned crc = byte << 8;
    for (int bit = 0; bit < 8; ++bit) crc = (crc << 1) ^ ((crc & 0x8000U) != 0 ? 0x8005U : 0U);
    tables[0][byte] = static_cast<std::uint16_t>(crc);
  }
  for (std::size_t slice = 1; slice < slices; ++slice) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const unsigned before = tables[slice - 1][byte];
      tables[slice][byte] = static_cast<std::uint16_t>((before << 8) ^ tables[0][before >> 8]);
    }
  }
  return tables;
}

constexpr auto crc8_table = make_crc8_table();
constexpr auto crc16_tables = make_crc16_tables();

}  // namespace

std::uint8_t crc8(std::span<const unsigned char> bytes) noexcept {
  std::uint8_t crc = 0;
  for (const unsigned char byte : bytes) crc = crc8_table[crc ^ byte];
  return crc;
}

std::uint16_t crc16(std::span<const unsigned char> bytes) noexcept {
  unsigned crc = 0;
  const unsigned char* next = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= slices; left -= slices, next += slices) {
    unsigned sum = crc16_tables[slices - 1][next[0] ^ (crc >> 8)] ^ crc16_tables[slices - 2][next[1] ^ (crc & 0xFFU)];
    for (std::size_t i = 2; i < slices; ++i) sum ^= crc16_tables[slices - 1 - i][next[i]];
    crc = sum;
  }
  for (; left > 0; --left, ++next) crc = ((crc << 8) & 0xFFFFU) ^ crc16_tables[0][(crc >> 8) ^ *next];
  return static_cast<std::uint16_t>(crc);
}

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
