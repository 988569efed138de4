#include "codecs/flac/metadata.hpp"

#include <cstddef>
#include <cstring>
#include <span>

#include <acestep_compat/core/error.hpp>

#include "base/bytes.hpp"
#include "codecs/flac/bit_reader.hpp"
#include "formats/vorbis_comment.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

namespace {

enum block_type { streaminfo = 0, vorbis_comment = 4, forbidden = 127 };
constexpr std::size_t streaminfo_bytes = 34;
/// Enough for what most files have before their first frame, in one read.
constexpr std::size_t header_bytes = 8192;

stream_info read_streaminfo(std::span<const unsigned char> block) {
  bit_reader bits(block);
  stream_info info;
  info.min_block_size = static_cast<int>(bits.read(16));
  info.max_block_size = static_cast<int>(bits.read(16));
  bits.read(24);  // the smallest frame's bytes
  info.max_frame_bytes = static_cast<std::uint32_t>(bits.read(24));
  info.sample_rate = static_cast<int>(bits.read(20));
  info.num_channels = static_cast<int>(bits.read(3)) + 1;
  info.bits_per_sample = static_cast<int>(bits.read(5)) + 1;
  info.num_frames = static_cast<std::int64_t>(bits.read(36));
  if (info.sample_rate == 0) throw decode_error("its STREAMINFO has a sample rate of 0");
  if (info.bits_per_sample < 4) throw decode_error("its STREAMINFO has fewer than 4 bits per sample");
  return info;
}

}  // namespace

stream_info read_metadata(byte_window& window, tag_list* tags) {
  const auto marker = window.at(0, header_bytes);
  if (marker.size() < 4 || std::memcmp(marker.data(), "fLaC", 4) != 0) throw decode_error("it is not a FLAC stream");
  std::uint64_t offset = 4;

  stream_info info;
  bool is_first = true;
  bool has_tags = false;
  for (bool is_last = false; !is_last; is_first = false) {
    const auto header = window.at(offset, 4);
    if (header.size() < 4) throw decode_error("it ends inside its metadata");
    is_last = (header[0] & 0x80U) != 0;
    const int type = header[0] & 0x7F;
    const auto size = static_cast<std::size_t>(load_bytes<3>(&header[1], byte_order::big));
    offset += 4;
    if (type == forbidden || is_first != (type == streaminfo) || (is_first && size < streaminfo_bytes)) {
      throw decode_error("its metadata blocks are not FLAC's");
    }
    if (size > window.source_size() - offset) throw decode_error("it ends inside its metadata");
    if (is_first) {
      const auto block = window.at(offset, streaminfo_bytes);
      if (block.size() < streaminfo_bytes) throw decode_error("it ends inside its metadata");
      info = read_streaminfo(block);
    } else if (type == vorbis_comment && tags != nullptr && !has_tags) {
      has_tags = true;
      const auto block = window.at(offset, size);
      if (block.size() < size) throw decode_error("it ends inside its metadata");
      read_vorbis_comment(block, *tags);
    }
    offset += size;
  }
  info.first_frame = offset;
  return info;
}

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
