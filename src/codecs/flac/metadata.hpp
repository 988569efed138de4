#pragma once

#include <cstdint>

#include <acestep_compat/core/audio_info.hpp>

#include "io/byte_window.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

/// What the STREAMINFO block says (RFC 9639, section 8.2), and where the frames begin.
struct stream_info {
  int min_block_size = 0;  ///< in frames of audio (samples per channel)
  int max_block_size = 0;
  std::uint32_t max_frame_bytes = 0;  ///< 0: unknown
  int sample_rate = 0;                ///< Hz
  int num_channels = 0;               ///< 1..8
  int bits_per_sample = 0;            ///< 4..32
  std::int64_t num_frames = 0;        ///< samples per channel; 0: unknown
  std::uint64_t first_frame = 0;      ///< byte offset of the first coded frame in the source
};

/// Reads the metadata blocks of a stream that begins with its marker. Skips pictures and other large blocks unread.
/// Fills `tags`, when not null, from the Vorbis comment. Throws decode_error.
stream_info read_metadata(byte_window& window, tag_list* tags);

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
