#include "formats/mpeg_sync.hpp"

#include <cstddef>
#include <optional>

#include "formats/mpeg_header.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

constexpr std::size_t mpeg_header_bytes = 4;
constexpr std::size_t adts_size_bytes = 6;  // up to the end of the frame's size in an ADTS header

const unsigned char* bytes_at(std::string_view bytes, std::size_t position) noexcept {
  return reinterpret_cast<const unsigned char*>(bytes.data()) + position;
}

// The size of an ADTS frame (ISO 13818-7, 6.2): 12 bits of sync, layer 0, 13 bits of size from bit 30 on; 0 if none.
std::size_t adts_frame_bytes(const unsigned char* header) noexcept {
  if (header[0] != 0xff || (header[1] & 0xf6) != 0xf0) return 0;
  const auto size = static_cast<std::size_t>((header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5);
  return size > 7 ? size : 0;
}

// With `end_is_enough`, one frame at the end of `bytes` counts as a run (a complete one, where layers are concerned).
bool layers_run_on(std::string_view bytes, std::size_t position, int num_frames, bool end_is_enough) noexcept {
  std::optional<mpeg_header> first;
  for (int frame = 0; frame < num_frames; ++frame) {
    if (position + mpeg_header_bytes > bytes.size()) return end_is_enough && frame > 0 && position <= bytes.size();
    const auto header = parse_mpeg_header(bytes_at(bytes, position));
    if (!header || header->frame_size == 0 || (first && !same_stream(*first, *header))) return false;
    if (!first) first = header;
    position += static_cast<std::size_t>(header->frame_size);
  }
  return true;
}

// Whether `bytes` begin with three frames of free format: their headers lie at equal distances, except for the padding.
bool is_free_format(std::string_view bytes) noexcept {
  const auto header_at = [&](std::size_t position) {
    return position + mpeg_header_bytes > bytes.size() ? std::nullopt : parse_mpeg_header(bytes_at(bytes, position));
  };
  const auto first = header_at(0);
  if (!first || first->bit_rate != 0) return false;
  const auto is_next = [&](std::size_t position) {
    const auto header = header_at(position);
    return header && header->bit_rate == 0 && same_stream(*header, *first);
  };
  for (std::size_t distance = 24; distance <= max_mpeg_frame_size; ++distance) {
    if (is_next(distance) && (is_next(2 * distance) || is_next(2 * distance + 1) || is_next(2 * distance - 1))) {
      return true;
    }
  }
  return false;
}

bool adts_runs_on(std::string_view bytes, std::size_t position, int num_frames, bool end_is_enough) noexcept {
  for (int frame = 0; frame < num_frames; ++frame) {
    if (position + adts_size_bytes > bytes.size()) return end_is_enough && frame > 0;
    const std::size_t size = adts_frame_bytes(bytes_at(bytes, position));
    if (size == 0) return false;
    position += size;
  }
  return true;
}

}  // namespace

mpeg_sync find_mpeg_sync(std::string_view bytes) noexcept {
  constexpr int enough_at_the_beginning = 2;
  constexpr int enough_after_junk = 4;  // random bytes look like one header once in about 3,000 positions
  if (is_free_format(bytes)) return mpeg_sync::layers;
  for (std::size_t position = 0; position + adts_size_bytes <= bytes.size(); ++position) {
    if (*bytes_at(bytes, position) != 0xff) continue;
    const bool first = position == 0;
    const int enough = first ? enough_at_the_beginning : enough_after_junk;
    if (layers_run_on(bytes, position, enough, first)) return mpeg_sync::layers;
    if (adts_runs_on(bytes, position, enough, first)) return mpeg_sync::adts;
  }
  return mpeg_sync::none;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
