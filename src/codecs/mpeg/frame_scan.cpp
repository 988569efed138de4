#include "codecs/mpeg/frame_scan.hpp"

#include <algorithm>
#include <cstring>
#include <string>

#include <acestep_compat/core/error.hpp>

#include "codecs/mpeg/tag_blocks.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace mpeg {

namespace {

constexpr std::int64_t checkpoint_distance = 64;
// How far after the tags the first frame may lie.
constexpr std::uint64_t longest_leading_junk = 1 << 20;
// Bytes that are looked through for the next frame before the window moves on.
constexpr std::size_t searched_at_once = 8192;

// What an information frame can claim: no frame is smaller than one of the lowest bit rate.
std::int64_t smallest_frame_size(const mpeg_header& header) noexcept {
  return (header.version == mpeg_version::mpeg1 ? 144 * 32000 : 72 * 8000) / header.sample_rate;
}

}  // namespace

frame_scan::frame_scan(audio_source& source) : window_(source), end_(end_without_tags(window_)) {
  std::uint64_t offset = 0;
  while (const std::uint64_t size = tag_block_size(window_, offset)) {
    if (offset + size > end_) break;  // a size that lies: the frames may begin anywhere after the tag's header
    offset += size;
  }
  begin_ = find_first_frame(offset);
  position_ = begin_;
  const std::optional<mpeg_header> first = advance_to_frame();
  if (!first) throw decode_error("no MPEG audio frame was found");
  const auto frame = window_.at(position_, static_cast<std::size_t>(frame_size(*first)));
  info_tag_ = parse_info_tag(frame.data(), frame.size(), *first);
  if (info_tag_) {
    position_ += frame.size();
    const std::optional<mpeg_header> second = advance_to_frame();
    if (!second) throw decode_error("there is no MPEG audio frame after the information frame");
    header_ = *second;
  }
  checkpoints_.push_back(position_);
}

int frame_scan::frame_size(const mpeg_header& header) const noexcept {
  return header.bit_rate != 0 ? header.frame_size : free_format_size_ + header.padding;
}

std::optional<mpeg_header> frame_scan::any_header_at(std::uint64_t offset) {
  const auto bytes = window_.at(offset, 4);
  return bytes.size() == 4 ? parse_mpeg_header(bytes.data()) : std::nullopt;
}

// The header of a frame of this stream, if one begins at `offset`.
std::optional<mpeg_header> frame_scan::header_at(std::uint64_t offset) {
  if (offset + 4 > end_) return std::nullopt;
  auto header = any_header_at(offset);
  if (!header || (header->bit_rate == 0 && free_format_size_ == 0)) return std::nullopt;
  if (header_.layer != 0 && !same_stream(*header, header_)) return std::nullopt;
  // Frames of free format are all of one size, which may be too small for another channel mode's side information.
  if (header->layer == 3 && frame_size(*header) < 4 + header->side_size()) return std::nullopt;
  return header;
}

// Whether the frame at `offset` is followed by `count` more, or by fewer and then the end of the audio.
bool frame_scan::frames_follow(std::uint64_t offset, const mpeg_header& header, int count) {
  std::uint64_t next = offset + static_cast<std::uint64_t>(frame_size(header));
  for (int i = 0; i < count; ++i) {
    if (next + 4 > end_) return next <= end_ || i > 0;
    const std::optional<mpeg_header> follower = header_at(next);
    if (!follower || !same_stream(*follower, header)) return tag_block_size(window_, next) != 0;
    next += static_cast<std::uint64_t>(frame_size(*follower));
  }
  return true;
}

// A free-format frame reaches to the next header of its kind, and that one reaches to a third.
bool frame_scan::measure_free_format(std::uint64_t offset, const mpeg_header& first) {
  if (first.layer == 1) return false;  // libmpg123 pads these by one byte instead of four
  for (int distance = 4 + first.side_size(); distance <= max_mpeg_frame_size; ++distance) {
    const std::uint64_t next = offset + static_cast<std::uint64_t>(distance);
    if (next + 4 > end_) return false;
    const auto follower = any_header_at(next);
    if (!follower || follower->bit_rate != 0 || !same_stream(*follower, first)) continue;
    free_format_size_ = distance - first.padding;
    if (frames_follow(next, *follower, 1)) return true;
    free_format_size_ = 0;
  }
  return false;
}

// Sets `header_` and returns where its frame lies.
std::uint64_t frame_scan::find_first_frame(std::uint64_t offset) {
  const std::uint64_t limit = std::min(end_, offset + longest_leading_junk);
  for (; offset + 4 <= limit; ++offset) {
    const auto candidate = any_header_at(offset);
    if (!candidate) continue;
    if (candidate->bit_rate == 0) {
      if (!measure_free_format(offset, *candidate)) continue;
    } else {
      // LAME puts an information frame of an ordinary bit rate before free-format frames.
      const std::uint64_t next = offset + static_cast<std::uint64_t>(candidate->frame_size);
      const auto follower = any_header_at(next);
      if (follower && follower->bit_rate == 0 && same_stream(*follower, *candidate)) {
        measure_free_format(next, *follower);
      }
    }
    if (frames_follow(offset, *candidate, 2)) {
      header_ = *candidate;
      return offset;
    }
    free_format_size_ = 0;
  }
  throw decode_error("no MPEG audio frame was found");
}

// Where the next frame that is followed by another one, or by the end of the audio, begins; the end if there is none.
std::uint64_t frame_scan::find_next_frame(std::uint64_t offset) {
  while (offset + 4 <= end_) {
    const auto bytes = window_.at_least(offset, searched_at_once);
    if (bytes.size() < 4) break;  // the file shrank meanwhile
    std::size_t i = 0;
    while (i + 4 <= bytes.size()) {
      const void* sync = std::memchr(bytes.data() + i, 0xFF, bytes.size() - 3 - i);
      i = sync == nullptr ? bytes.size() - 3
                          : static_cast<std::size_t>(static_cast<const unsigned char*>(sync) - bytes.data());
      if (sync == nullptr) break;
      const auto candidate = parse_mpeg_header(bytes.data() + i);
      if (candidate && same_stream(*candidate, header_)) break;
      ++i;
    }
    offset += i;
    const std::optional<mpeg_header> header = header_at(offset);
    if (header && frames_follow(offset, *header, 1)) return offset;
    if (i + 4 <= bytes.size()) ++offset;
  }
  return end_;
}

// Moves to the next frame, past tags and junk; none at the end.
std::optional<mpeg_header> frame_scan::advance_to_frame() {
  while (position_ < end_) {
    if (const std::optional<mpeg_header> header = header_at(position_)) {
      if (position_ + static_cast<std::uint64_t>(frame_size(*header)) <= end_) return header;
      cut_short_ = true;
      position_ = end_;
    } else if (const std::uint64_t size = tag_block_size(window_, position_)) {
      position_ += size;
    } else {
      const std::uint64_t junk_begin = position_;
      position_ = find_next_frame(position_ + 1);
      if (position_ < end_ && junk_begin >= junk_end_) {
        junk_bytes_ += position_ - junk_begin;
        junk_end_ = position_;
      }
    }
  }
  return std::nullopt;
}

bool frame_scan::next(mpeg_frame& frame) {
  const std::optional<mpeg_header> header = advance_to_frame();
  if (!header) return false;
  if (next_index_ == checkpoint_distance * static_cast<std::int64_t>(checkpoints_.size())) {
    checkpoints_.push_back(position_);
  }
  frame.index = next_index_;
  frame.size = frame_size(*header);
  const auto bytes = window_.at(position_, static_cast<std::size_t>(frame.size));
  if (bytes.size() < static_cast<std::size_t>(frame.size)) return false;  // the file shrank meanwhile
  frame.data = bytes.data();
  frame.side_info_offset = frame.main_data_begin = frame.main_data_size = 0;
  if (header->layer == 3) {
    frame.side_info_offset = header->has_crc ? 6 : 4;
    const unsigned char* side_info = frame.data + frame.side_info_offset;
    frame.main_data_begin =
        header->version == mpeg_version::mpeg1 ? side_info[0] << 1 | side_info[1] >> 7 : side_info[0];
    frame.main_data_size = frame.size - 4 - header->side_size();
  }
  position_ += static_cast<std::uint64_t>(frame.size);
  ++next_index_;
  return true;
}

void frame_scan::seek(std::int64_t index) {
  const std::int64_t checkpoint =
      std::min(index / checkpoint_distance, static_cast<std::int64_t>(checkpoints_.size()) - 1);
  if (next_index_ > index || next_index_ < checkpoint * checkpoint_distance) {
    next_index_ = checkpoint * checkpoint_distance;
    position_ = checkpoints_[static_cast<std::size_t>(checkpoint)];
  }
  mpeg_frame skipped;
  while (next_index_ < index && next(skipped)) {
  }
}

std::int64_t frame_scan::num_frames() {
  if (counted_ < 0 && info_tag_ && info_tag_->num_frames > 0) {
    const auto size = static_cast<std::int64_t>(end_ - begin_);
    const auto size_without_tag = static_cast<std::int64_t>(end_ - checkpoints_.front());
    const bool fits = info_tag_->num_bytes == size || info_tag_->num_bytes == size_without_tag;
    if (fits && info_tag_->num_frames <= size / smallest_frame_size(header_)) counted_ = info_tag_->num_frames;
  }
  if (counted_ < 0) {
    const std::int64_t resume_at = next_index_;
    mpeg_frame frame;
    while (next(frame)) {
    }
    counted_ = next_index_;
    seek(resume_at);
  }
  return counted_;
}

}  // namespace mpeg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
