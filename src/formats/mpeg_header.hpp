#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

enum class mpeg_version : std::uint8_t { mpeg1, mpeg2, mpeg2_5 };

/// What the four bytes of an MPEG audio frame header say (ISO 11172-3 section 2.4.2.3, ISO 13818-3; MPEG-2.5 is the
/// well-known extension to 8, 11.025 and 12 kHz).
struct mpeg_header {
  mpeg_version version = mpeg_version::mpeg1;
  int layer = 0;  ///< 1, 2, 3
  int sample_rate = 0;
  int num_channels = 0;
  int bit_rate = 0;    ///< bit/s; 0: free format: only the distance between two headers gives the frame size
  int padding = 0;     ///< bytes
  int frame_size = 0;  ///< bytes, header included; 0 for free format
  bool has_crc = false;

  int samples_per_frame() const noexcept {
    return layer == 1 ? 384 : layer == 3 && version != mpeg_version::mpeg1 ? 576 : 1152;
  }
  /// Bytes between the header and the main data of a Layer III frame.
  int side_size() const noexcept {
    const int side_info = version == mpeg_version::mpeg1 ? (num_channels == 1 ? 17 : 32) : (num_channels == 1 ? 9 : 17);
    return side_info + (has_crc ? 2 : 0);
  }
};

/// The most bytes that a frame may have (what libmpg123 accepts, header included).
inline constexpr int max_mpeg_frame_size = 3456 + 4;

/// Reads 4 bytes; none unless they are a valid header of a frame that can exist.
std::optional<mpeg_header> parse_mpeg_header(const unsigned char* bytes) noexcept;

/// The bit rates of Layer III in kbit/s, ascending, without free format: those of MPEG-1, or of the lower sample rates.
std::span<const int> layer3_bit_rates(mpeg_version version) noexcept;

/// Whether both can belong to one stream: same version, layer and rate. Bit rate and channel mode may change.
inline bool same_stream(const mpeg_header& a, const mpeg_header& b) noexcept {
  return a.version == b.version && a.layer == b.layer && a.sample_rate == b.sample_rate;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
