#include "fuzz/flac_repair.hpp"

#include <array>
#include <optional>

#include <acestep_compat/core/audio_source.hpp>
#include <acestep_compat/core/error.hpp>

#include "codecs/flac/crc.hpp"
#include "codecs/flac/frame.hpp"
#include "codecs/flac/frame_header.hpp"
#include "codecs/flac/metadata.hpp"
#include "io/byte_window.hpp"

namespace ac = acestep_compat;
using namespace ac::detail::flac;

namespace {

std::optional<stream_info> metadata_of(std::span<const std::uint8_t> stream) {
  const auto source = ac::audio_source::from_memory(stream.data(), stream.size());
  ac::detail::byte_window window(*source);
  try {
    return read_metadata(window, nullptr);
  } catch (const ac::decode_error&) {
    return std::nullopt;
  }
}

/// Tries every length that a header can have.
std::optional<frame_header> repair_header(std::span<std::uint8_t> frame, const stream_info& info) {
  for (std::size_t length = 5; length < max_frame_header_bytes && length < frame.size(); ++length) {
    const std::uint8_t before = frame[length];
    frame[length] = crc8(frame.first(length));
    const auto header = read_frame_header(frame, info);
    if (header && header->num_bytes == length + 1) return header;
    frame[length] = before;
  }
  return std::nullopt;
}

}  // namespace

void repair_flac_checksums(std::span<std::uint8_t> stream) {
  const auto info = metadata_of(stream);
  if (!info) return;
  frame_samples samples;
  std::size_t offset = info->first_frame;
  while (offset + 2 < stream.size()) {
    const auto frame = stream.subspan(offset);
    ++offset;
    if (frame[0] != 0xFF || (frame[1] & 0xFEU) != 0xF8U) continue;
    const auto header = repair_header(frame, *info);
    if (!header) continue;
    std::array tasks{frame_task{frame, *header, &samples}};
    decode_frames(tasks);
    frame_result& result = tasks[0].result;
    if (result.status == frame_status::damaged && result.num_bytes + 2 <= frame.size()) {
      const std::uint16_t checksum = crc16(frame.first(result.num_bytes));
      frame[result.num_bytes] = static_cast<std::uint8_t>(checksum >> 8);
      frame[result.num_bytes + 1] = static_cast<std::uint8_t>(checksum & 0xFFU);
      decode_frames(tasks);
    }
    if (result.status == frame_status::whole) offset += result.num_bytes - 1;
  }
}
