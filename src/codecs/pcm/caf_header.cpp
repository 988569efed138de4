#include <bit>
#include <cmath>
#include <cstring>
#include <string>

#include "codecs/pcm/chunks.hpp"
#include "codecs/pcm/pcm_stream.hpp"
#include "formats/tag_keys.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace pcm {

namespace {

// Apple Core Audio Format Specification 1.0: everything is big-endian, chunk heads are a type and a 64-bit size.
constexpr std::uint64_t chunk_head = 12;
constexpr std::uint64_t to_the_end = ~std::uint64_t{0};  // a data chunk of size -1
constexpr std::size_t description_size = 32;
constexpr std::size_t edit_count_size = 4;
constexpr std::size_t max_tag_bytes = 4096;

std::optional<sample_coding> linear_coding(bool is_float, unsigned bits) noexcept {
  if (is_float) {
    if (bits == 32) return sample_coding::f32;
    if (bits == 64) return sample_coding::f64;
    return std::nullopt;
  }
  // Depths between whole bytes are left-justified in the next larger container.
  if (bits < 1 || bits > 32) return std::nullopt;
  constexpr sample_coding by_bytes[] = {sample_coding::s8, sample_coding::s16, sample_coding::s24, sample_coding::s32};
  return by_bytes[(bits + 7) / 8 - 1];
}

bool read_description(const unsigned char* bytes, pcm_stream& stream) {
  constexpr std::uint32_t float_flag = 1;
  constexpr std::uint32_t little_endian_flag = 2;
  const auto rate = std::bit_cast<double>(load_big<std::uint64_t>(bytes));
  const std::uint32_t format = load_big<std::uint32_t>(bytes + 8);
  const std::uint32_t flags = load_big<std::uint32_t>(bytes + 12);
  const std::uint32_t bytes_per_packet = load_big<std::uint32_t>(bytes + 16);
  const std::uint32_t frames_per_packet = load_big<std::uint32_t>(bytes + 20);
  const std::uint32_t channels = load_big<std::uint32_t>(bytes + 24);
  if (!(rate >= 1.0 && rate <= 2147483647.0) || channels < 1 || channels > 1024 || frames_per_packet != 1) return false;

  std::optional<sample_coding> coding;
  if (format == four_cc("lpcm")) coding = linear_coding((flags & float_flag) != 0, load_big<std::uint32_t>(bytes + 28));
  if (format == four_cc("ulaw")) coding = sample_coding::ulaw;
  if (format == four_cc("alaw")) coding = sample_coding::alaw;
  if (!coding || bytes_per_packet != bytes_per_sample(*coding) * channels) return false;
  stream.info.sample_rate = static_cast<int>(std::lround(rate));
  stream.info.num_channels = static_cast<int>(channels);
  const bool little = format == four_cc("lpcm") && (flags & little_endian_flag) != 0;
  set_coding(stream, *coding, little ? byte_order::little : byte_order::big);
  return true;
}

// An information chunk: a count, and then pairs of NUL-terminated texts.
void read_tags(byte_window& source, std::uint64_t offset, std::uint64_t size, tag_list& tags) {
  const auto bytes = source.at(offset, static_cast<std::size_t>(size < max_tag_bytes ? size : max_tag_bytes));
  if (bytes.size() < 4) return;
  const char* at = reinterpret_cast<const char*>(bytes.data()) + 4;
  const char* end = reinterpret_cast<const char*>(bytes.data()) + bytes.size();
  while (at < end) {
    const std::string key(at, strnlen(at, static_cast<std::size_t>(end - at)));
    at += key.size() + 1;
    if (at >= end || std::memchr(at, 0, static_cast<std::size_t>(end - at)) == nullptr) return;
    const std::string value(at);
    at += value.size() + 1;
    const std::string_view known = find_tag_key(&tag_key::caf, std::string_view(key));
    if (!known.empty()) tags.add(std::string(known), value);
  }
}

}  // namespace

std::optional<pcm_stream> parse_caf(byte_window& source, bool with_tags) {
  const auto head = source.at(0, 8);
  if (head.size() < 8 || load_big<std::uint32_t>(head.data()) != four_cc("caff")) return std::nullopt;
  pcm_stream stream;
  stream.info.format = audio_format::caf;
  bool has_description = false;
  bool has_data = false;
  for (std::uint64_t offset = 8; offset < source.source_size() && !(has_data && !with_tags);) {
    const auto bytes = source.at(offset, chunk_head + description_size);
    if (bytes.size() < chunk_head) break;
    const std::uint32_t id = load_big<std::uint32_t>(bytes.data());
    const std::uint64_t size = load_big<std::uint64_t>(bytes.data() + 4);
    const std::uint64_t body = offset + chunk_head;
    const std::uint64_t rest = source.source_size() - body;
    if (id == four_cc("desc") && !has_description) {
      if (bytes.size() < chunk_head + description_size || !read_description(bytes.data() + chunk_head, stream)) {
        return std::nullopt;
      }
      has_description = true;
    } else if (id == four_cc("data") && !has_data) {
      if (!has_description || size < edit_count_size) return std::nullopt;
      has_data = true;
      stream.data_offset = body + edit_count_size;
      set_length(stream, source.source_size(), size - edit_count_size, size != to_the_end);
    } else if (id == four_cc("info") && with_tags) {
      read_tags(source, body, size, stream.info.tags);
    }
    if (size > rest) break;
    offset = body + size;
  }
  return has_data ? std::optional(stream) : std::nullopt;
}

}  // namespace pcm
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
