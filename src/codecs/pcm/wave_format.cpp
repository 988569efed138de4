#include "codecs/pcm/wave_format.hpp"

#include <cstring>
#include <limits>
#include <optional>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace pcm {

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

// What a `fmt ` chunk says; for WAVEFORMATEXTENSIBLE the tag is that of the subformat.
struct wave_fields {
  unsigned tag;
  unsigned channels;
  std::uint32_t sample_rate;
  unsigned block_align;
  unsigned bits;
};

std::optional<wave_fields> read_fields(byte_window& source, const chunk& format, byte_order order) {
  constexpr std::size_t plain_size = 16;
  constexpr std::size_t extensible_size = 40;
  const auto bytes = source.at(format.offset, extensible_size);
  if (format.size < plain_size || bytes.size() < plain_size) return std::nullopt;
  wave_fields fields{load<std::uint16_t>(bytes.data(), order), load<std::uint16_t>(bytes.data() + 2, order),
                     load<std::uint32_t>(bytes.data() + 4, order), load<std::uint16_t>(bytes.data() + 12, order),
                     load<std::uint16_t>(bytes.data() + 14, order)};
  if (fields.tag == tag_extensible) {
    if (format.size < extensible_size || bytes.size() < extensible_size || order != byte_order::little) {
      return std::nullopt;
    }
    if (std::memcmp(bytes.data() + 26, subformat_rest, sizeof subformat_rest) != 0) return std::nullopt;
    fields.tag = load<std::uint16_t>(bytes.data() + 24, order);
  }
  // 1024 channels are libsndfile's limit, too.
  if (fields.channels < 1 || fields.channels > 1024) return std::nullopt;
  constexpr auto highest_rate = static_cast<std::uint32_t>(std::numeric_limits<int>::max());
  if (fields.sample_rate == 0 || fields.sample_rate > highest_rate) return std::nullopt;
  return fields;
}

}  // namespace

bool read_wave_format(byte_window& source, const chunk& format, byte_order order, pcm_stream& stream) {
  const auto fields = read_fields(source, format, order);
  if (!fields) return false;
  const auto coding = coding_of(fields->tag, fields->bits);
  if (!coding) return false;
  // Other block sizes mean samples in larger containers.
  const bool is_packed = fields->block_align == fields->channels * bytes_per_sample(*coding);
  if (!is_packed && !(fields->block_align == 0 && fields->tag == tag_pcm)) return false;
  stream.info.sample_rate = static_cast<int>(fields->sample_rate);
  stream.info.num_channels = static_cast<int>(fields->channels);
  set_coding(stream, *coding, order);
  return true;
}

bool names_other_coding(byte_window& source) {
  chunk_walker chunks(source, 12, byte_order::little);
  for (auto found = chunks.next(); found; found = chunks.next()) {
    if (found->id != four_cc("fmt ")) continue;
    const auto fields = read_fields(source, *found, byte_order::little);
    return fields && !coding_of(fields->tag, fields->bits);
  }
  return false;
}

}  // namespace pcm
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
