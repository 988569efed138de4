#include "formats/mpeg_streams.hpp"

#include <cstddef>

#include "formats/content_signatures.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

bool is_transport_stream(std::string_view bytes) noexcept {
  constexpr std::size_t packet = 188;
  constexpr std::size_t enough_packets = 5;
  for (const std::size_t before : {0, 4}) {
    std::size_t found = 0;
    while (found < enough_packets && has_at(bytes, before + found * (before + packet), "G")) ++found;
    if (found == enough_packets) return true;
  }
  return false;
}

bool is_loas(std::string_view bytes) noexcept {
  std::size_t position = 0;
  for (int frame = 0; frame < 3; ++frame) {
    if (bytes.size() < position + 3) return false;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[position + i]); };
    if (byte(0) != 0x56 || (byte(1) & 0xe0) != 0xe0) return false;
    position += 3 + static_cast<std::size_t>((byte(1) & 0x1f) << 8 | byte(2));
  }
  return true;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
