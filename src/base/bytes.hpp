#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

enum class byte_order { little, big };

/// The order of this machine.
constexpr byte_order native_order = std::endian::native == std::endian::little ? byte_order::little : byte_order::big;

/// The unsigned number of `num_bytes` bytes at `from`, which need not be aligned.
template <std::size_t num_bytes>
constexpr std::uint64_t load_bytes(const unsigned char* from, byte_order order) noexcept {
  static_assert(num_bytes >= 1 && num_bytes <= 8);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < num_bytes; ++i) {
    value = value << 8 | from[order == byte_order::big ? i : num_bytes - 1 - i];
  }
  return value;
}

/// The integer at `from`. Compilers turn this into one instruction.
template <std::integral Number>
constexpr Number load(const unsigned char* from, byte_order order) noexcept {
  return static_cast<Number>(load_bytes<sizeof(Number)>(from, order));
}

template <std::integral Number>
constexpr Number load_little(const unsigned char* from) noexcept {
  return load<Number>(from, byte_order::little);
}

template <std::integral Number>
constexpr Number load_big(const unsigned char* from) noexcept {
  return load<Number>(from, byte_order::big);
}

/// Writes the integer to `to`. Its type must be given, because it decides how many bytes are written.
template <std::integral Number>
constexpr void store(unsigned char* to, std::type_identity_t<Number> value, byte_order order) noexcept {
  constexpr std::size_t num_bytes = sizeof(Number);
  for (std::size_t i = 0; i < num_bytes; ++i) {
    to[order == byte_order::little ? i : num_bytes - 1 - i] =
        static_cast<unsigned char>(static_cast<std::make_unsigned_t<Number>>(value) >> (8 * i));
  }
}

/// The number that the four letters of a chunk make, as `load_big<std::uint32_t>` reads it.
constexpr std::uint32_t four_cc(const char (&letters)[5]) noexcept {
  std::uint32_t id = 0;
  for (int i = 0; i < 4; ++i) id = id << 8 | static_cast<unsigned char>(letters[i]);
  return id;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
