#include <algorithm>

#include "codecs/pcm/chunks.hpp"
#include "codecs/pcm/pcm_stream.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace pcm {

namespace {

// The encodings of Sun's <audio/au.h> that are plain samples.
std::optional<sample_coding> coding_of(std::uint32_t encoding) noexcept {
  switch (encoding) {
    case 1:
      return sample_coding::ulaw;
    case 2:
      return sample_coding::s8;
    case 3:
      return sample_coding::s16;
    case 4:
      return sample_coding::s24;
    case 5:
      return sample_coding::s32;
    case 6:
      return sample_coding::f32;
    case 7:
      return sample_coding::f64;
    case 27:
      return sample_coding::alaw;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<pcm_stream> parse_au(byte_window& source) {
  constexpr std::size_t head_size = 24;
  constexpr std::uint32_t unknown_size = 0xFFFFFFFF;
  const auto head = source.at(0, head_size);
  if (head.size() < head_size) return std::nullopt;
  // Written as a number of the machine's own order, the magic word shows that order.
  const bool little = load_little<std::uint32_t>(head.data()) == four_cc(".snd");
  const byte_order order = little ? byte_order::little : byte_order::big;
  if (load<std::uint32_t>(head.data(), order) != four_cc(".snd")) return std::nullopt;

  // Some writers leave both at 0: what follows the header, to the end, is meant.
  const std::uint32_t data_offset = std::max<std::uint32_t>(load<std::uint32_t>(head.data() + 4, order), head_size);
  const std::uint32_t data_size = load<std::uint32_t>(head.data() + 8, order);
  const bool known_length = data_size != unknown_size && data_size != 0;
  const auto coding = coding_of(load<std::uint32_t>(head.data() + 12, order));
  const std::uint32_t rate = load<std::uint32_t>(head.data() + 16, order);
  const std::uint32_t channels = load<std::uint32_t>(head.data() + 20, order);
  if (!coding || rate < 1 || rate > 0x7FFFFFFF || channels < 1 || channels > 1024) {
    return std::nullopt;
  }
  pcm_stream stream;
  stream.info.format = audio_format::au;
  stream.info.sample_rate = static_cast<int>(rate);
  stream.info.num_channels = static_cast<int>(channels);
  set_coding(stream, *coding, order);
  stream.data_offset = data_offset;
  set_length(stream, source.source_size(), known_length ? data_size : ~std::uint64_t{0}, known_length);
  return stream;
}

}  // namespace pcm
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
