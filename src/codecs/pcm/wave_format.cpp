#include "codecs/pcm/wave_format.hpp"

#include <cstring>
#include <limits>
#include <optional>

namespace acestep_compat::inline v0::detail {

namespace {

// Format tags of RFC 2361.
constexpr unsigned tag_pcm = 0x0001;
constexpr unsigned tag_float = 0x0003;
constexpr unsigned tag_alaw = 0x0006;
constexpr unsigned tag_ulaw = 0x0007;
constexpr unsigned tag_extensible = 0xFFFE;

// What follows the tag in a WAVEFORMATEXTENSIBLE's subformat GUID, in a little-endian file.
constexpr unsigned char subformat_rest[14] = {0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71};

std::optional<sample_coding> coding_of(unsigned tag, unsigned bits) {
  switch (tag) {
    case tag_pcm:
      // Depths between whole bytes are left-justified in the next larger container.
      if (bits == 8) return sample_coding::u8;
      if (bits > 8 && bits <= 16) return sample_coding::s16;
      if (bits > 16 && bits <= 24) return sample_coding::s24;
      if (bits > 24 && bits <= 32) return sample_coding::s32;
      return std::nullopt;
    case tag_float:
      if (bits == 32) return sample_coding::f32;
      if (bits == 64) return sample_coding::f64;
      return std::nullopt;
    case tag_alaw:
      return sample_coding::alaw;
    case tag_ulaw:
      return sample_coding::ulaw;
    default:
      return std::nullopt;
  }
}

}  // namespace

bool read_wave_format(source_window& source, const chunk& format, byte_order order, pcm_stream& stream) {
  constexpr std::size_t plain_size = 16;
  constexpr std::size_t extensible_size = 40;
  const auto bytes = source.view(format.offset, extensible_size);
  if (format.size < plain_size || bytes.size < plain_size) return false;
  const number_reader number(order);
  unsigned tag = number.u16(bytes.data);
  const unsigned channels = number.u16(bytes.data + 2);
  const std::uint32_t sample_rate = number.u32(bytes.data + 4);
  const unsigned block_align = number.u16(bytes.data + 12);
  const unsigned bits = number.u16(bytes.data + 14);
  if (tag == tag_extensible) {
    if (format.size < extensible_size || bytes.size < extensible_size || order != byte_order::little) return false;
    if (std::memcmp(bytes.data + 26, subformat_rest, sizeof subformat_rest) != 0) return false;
    tag = number.u16(bytes.data + 24);
  }
  const auto coding = coding_of(tag, bits);
  // 1024 channels are libsndfile's limit, too. Other block sizes mean samples in larger containers.
  if (!coding || channels < 1 || channels > 1024) return false;
  if (block_align != channels * bytes_per_sample(*coding) && !(block_align == 0 && tag == tag_pcm)) return false;
  if (sample_rate == 0 || sample_rate > static_cast<std::uint32_t>(std::numeric_limits<int>::max())) return false;
  stream.info.sample_rate = static_cast<int>(sample_rate);
  stream.info.num_channels = static_cast<int>(channels);
  set_coding(stream, *coding, order);
  return true;
}

}  // namespace acestep_compat::inline v0::detail
