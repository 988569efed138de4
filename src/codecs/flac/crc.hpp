#pragma once

#include <cstdint>
#include <span>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

/// CRC-8 of a frame header: polynomial x^8 + x^2 + x + 1, initial value 0 (RFC 9639, section 9.1.8).
std::uint8_t crc8(std::span<const unsigned char> bytes) noexcept;

/// CRC-16 of a frame: polynomial x^16 + x^15 + x^2 + 1, initial value 0 (RFC 9639, section 9.3).
std::uint16_t crc16(std::span<const unsigned char> bytes) noexcept;

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
