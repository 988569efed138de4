#include <algorithm>

#include "codecs/pcm/chunks.hpp"
#include "codecs/pcm/pcm_stream.hpp"
#include "formats/tag_keys.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace pcm {

namespace {

/// The whole part of an 80-bit IEEE number, which AIFF uses for the sample rate; 0 if it is not in [1, 2^31).
int extended_to_int(const unsigned char* bytes) noexcept {
  const int exponent = load_big<std::uint16_t>(bytes) - 16383;  // the sign bit makes it too large
  if (exponent < 0 || exponent > 30) return 0;
  return static_cast<int>(load_big<std::uint64_t>(bytes + 2) >> (63 - exponent));
}

std::optional<sample_coding> signed_coding(unsigned bits) {
  if (bits < 8 || bits > 32) return std::nullopt;
  constexpr sample_coding by_bytes[] = {sample_coding::s8, sample_coding::s16, sample_coding::s24, sample_coding::s32};
  return by_bytes[(bits + 7) / 8 - 1];
}

/// The coding of an AIFC compression type; plain AIFF counts as NONE.
bool read_compression(std::uint32_t type, unsigned bits, pcm_stream& stream) {
  std::optional<sample_coding> coding;
  byte_order order = byte_order::big;
  switch (type) {
    case four_cc("NONE"):
    case four_cc("twos"):
      coding = signed_coding(bits);
      break;
    case four_cc("sowt"):
      coding = signed_coding(bits);
      order = byte_order::little;
      break;
    case four_cc("in24"):
      if (bits == 24) coding = sample_coding::s24;
      break;
    case four_cc("in32"):
      if (bits == 32) coding = sample_coding::s32;
      break;
    case four_cc("raw "):
      if (bits == 8) coding = sample_coding::u8;
      break;
    case four_cc("fl32"):
    case four_cc("FL32"):
      coding = sample_coding::f32;
      break;
    case four_cc("fl64"):
    case four_cc("FL64"):
      coding = sample_coding::f64;
      break;
    case four_cc("ulaw"):
    case four_cc("ULAW"):
      coding = sample_coding::ulaw;
      break;
    case four_cc("alaw"):
    case four_cc("ALAW"):
      coding = sample_coding::alaw;
      break;
    default:
      break;
  }
  if (coding) set_coding(stream, *coding, order);
  return coding.has_value();
}

bool read_common(byte_window& source, const chunk& common, bool is_aifc, pcm_stream& stream) {
  const std::size_t needed = is_aifc ? 22 : 18;
  const auto bytes = source.at(common.offset, needed);
  if (common.size < needed || bytes.size() < needed) return false;
  const unsigned channels = load_big<std::uint16_t>(bytes.data());
  stream.info.sample_rate = extended_to_int(bytes.data() + 8);
  stream.info.num_channels = static_cast<int>(channels);
  if (channels < 1 || channels > 1024 || stream.info.sample_rate < 1) return false;
  const std::uint32_t type = is_aifc ? load_big<std::uint32_t>(bytes.data() + 18) : four_cc("NONE");
  return read_compression(type, load_big<std::uint16_t>(bytes.data() + 6), stream);
}

/// Where the samples of an SSND chunk are and how many bytes they claim.
struct sound_data {
  std::uint64_t offset;
  std::uint64_t size;
  bool known_length;
};

std::optional<sound_data> read_sound(byte_window& source, const chunk& sound) {
  constexpr std::uint64_t head = 8;  // offset and block size
  const auto bytes = source.at(sound.offset, head);
  if (bytes.size() < head) return std::nullopt;
  const std::uint64_t skipped = load_big<std::uint32_t>(bytes.data());
  const std::uint64_t data = sound.offset + head;
  const std::uint64_t available = source.source_size() - data;
  if (skipped > available) return std::nullopt;
  const bool known_length = sound.size >= head && sound.size < streamed_aiff_size;
  const std::uint64_t size = sound.size >= head ? sound.size - head : available;
  if (size < skipped) return std::nullopt;
  return sound_data{data + skipped, size - skipped, known_length};
}

}  // namespace

std::optional<pcm_stream> parse_aiff(byte_window& source, bool with_tags) {
  const auto head = source.at(0, 12);
  if (head.size() < 12 || load_big<std::uint32_t>(head.data()) != four_cc("FORM")) return std::nullopt;
  const bool is_aifc = load_big<std::uint32_t>(head.data() + 8) == four_cc("AIFC");
  if (!is_aifc && load_big<std::uint32_t>(head.data() + 8) != four_cc("AIFF")) return std::nullopt;

  pcm_stream stream;
  stream.info.format = audio_format::aiff;
  bool has_common = false;
  std::optional<sound_data> sound;
  chunk_walker chunks(source, 12, byte_order::big);
  for (auto found = chunks.next(); found && !(has_common && sound && !with_tags); found = chunks.next()) {
    if (found->id == four_cc("COMM") && !has_common) {
      if (!read_common(source, *found, is_aifc, stream)) return std::nullopt;
      has_common = true;
    } else if (found->id == four_cc("SSND") && !sound) {
      sound = read_sound(source, *found);
      if (!sound) return std::nullopt;
    } else if (with_tags) {
      add_text_tag(source, found->offset, found->size, find_tag_key(&tag_key::aiff, found->id), stream.info.tags);
    }
  }
  if (!has_common || !sound) return std::nullopt;
  stream.data_offset = sound->offset;
  set_length(stream, source.source_size(), sound->size, sound->known_length);
  return stream;
}

}  // namespace pcm
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
