#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <acestep_compat/core/audio_source.hpp>

#include "codecs/mpeg/info_tag.hpp"
#include "formats/mpeg_header.hpp"
#include "io/byte_window.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace mpeg {

/// One frame of an MPEG audio stream as it lies in the file.
struct mpeg_frame {
  std::int64_t index = 0;  ///< 0 is the first frame that holds audio
  const unsigned char* data = nullptr;
  int size = 0;  ///< bytes, header included
  // Layer III only; 0 for the others:
  int side_info_offset = 0;
  int main_data_begin = 0;  ///< how many bytes before this frame's own main data the main data of its samples begin
  int main_data_size = 0;   ///< bytes at the end of the frame
};

/// Walks through the frames of an MP3 (MPEG audio) file by their headers, decoding nothing: past ID3, APE and Lyrics3
/// tags, the information frame of the encoder and junk. Needs memory for one block and 8 bytes for 64 frames.
class frame_scan {
public:
  /// Finds the first frame. Throws decode_error when there is none, and io_error.
  explicit frame_scan(audio_source& source);

  /// Of the first frame with audio.
  const mpeg_header& header() const noexcept { return header_; }
  /// Frame size of a free-format stream without padding; 0 for others.
  int free_format_size() const noexcept { return free_format_size_; }
  const std::optional<encoder_info>& info_tag() const noexcept { return info_tag_; }

  /// The number of frames with audio: the information frame's count where its byte count fits the file, else counted.
  std::int64_t num_frames();

  /// The index of the frame that `next` gives.
  std::int64_t position() const noexcept { return next_index_; }
  /// Continues at frame `index`; at the end when there are fewer.
  void seek(std::int64_t index);
  /// The next frame; false at the end. `frame.data` is valid until the next call.
  bool next(mpeg_frame& frame);

  /// Bytes between frames, seen so far, that belong to no frame and no tag.
  std::uint64_t junk_bytes() const noexcept { return junk_bytes_; }
  /// Whether the file ends inside a frame (known once the end was reached).
  bool cut_short() const noexcept { return cut_short_; }

private:
  std::optional<mpeg_header> any_header_at(std::uint64_t offset);
  std::optional<mpeg_header> header_at(std::uint64_t offset);
  int frame_size(const mpeg_header& header) const noexcept;
  bool frames_follow(std::uint64_t offset, const mpeg_header& header, int count);
  std::uint64_t find_first_frame(std::uint64_t offset);
  bool measure_free_format(std::uint64_t offset, const mpeg_header& first);
  std::uint64_t find_next_frame(std::uint64_t offset);
  std::optional<mpeg_header> advance_to_frame();

  byte_window window_;
  std::uint64_t begin_ = 0;
  std::uint64_t end_ = 0;
  mpeg_header header_;
  int free_format_size_ = 0;
  std::optional<encoder_info> info_tag_;

  std::uint64_t position_ = 0;  // where the next frame is expected
  std::int64_t next_index_ = 0;
  std::int64_t counted_ = -1;
  std::vector<std::uint64_t> checkpoints_;  // the offset of every 64th frame seen so far
  std::uint64_t junk_bytes_ = 0;
  std::uint64_t junk_end_ = 0;  // junk before this is counted already
  bool cut_short_ = false;
};

}  // namespace mpeg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
