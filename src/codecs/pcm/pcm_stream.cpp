#include "codecs/pcm/pcm_stream.hpp"

#include <algorithm>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace pcm {

namespace {

audio_encoding encoding_of(sample_coding coding) noexcept {
  switch (coding) {
    case sample_coding::u8:
      return audio_encoding::pcm_u;
    case sample_coding::f32:
    case sample_coding::f64:
      return audio_encoding::pcm_f;
    case sample_coding::ulaw:
      return audio_encoding::ulaw;
    case sample_coding::alaw:
      return audio_encoding::alaw;
    default:
      return audio_encoding::pcm_s;
  }
}

}  // namespace

void set_length(pcm_stream& stream, std::uint64_t source_size, std::uint64_t data_bytes, bool known_length) {
  const std::uint64_t frame_bytes =
      bytes_per_sample(stream.coding) * static_cast<std::uint64_t>(stream.info.num_channels);
  const std::uint64_t available = source_size > stream.data_offset ? source_size - stream.data_offset : 0;
  stream.info.num_frames = static_cast<std::int64_t>(std::min(data_bytes, available) / frame_bytes);
  if (known_length && data_bytes > available) {
    stream.promised_frames = static_cast<std::int64_t>(data_bytes / frame_bytes);
  }
}

void set_coding(pcm_stream& stream, sample_coding coding, byte_order order) {
  stream.coding = coding;
  stream.order = order;
  stream.info.encoding = encoding_of(coding);
  stream.info.bits_per_sample = static_cast<int>(8 * bytes_per_sample(coding));
}

}  // namespace pcm
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
