#include <algorithm>

#include "codecs/pcm/chunks.hpp"
#include "codecs/pcm/pcm_stream.hpp"
#include "codecs/pcm/wave_format.hpp"
#include "formats/tag_keys.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace pcm {

namespace {

void read_info_list(byte_window& source, const chunk& list, byte_order order, tag_list& tags) {
  const auto type = source.at(list.offset, 4);
  if (list.size < 4 || type.size() < 4 || load_big<std::uint32_t>(type.data()) != four_cc("INFO")) return;
  const std::uint64_t end = list.offset + list.size;
  chunk_walker entries(source, list.offset + 4, order);
  for (auto entry = entries.next(); entry && entry->offset + entry->size <= end; entry = entries.next()) {
    add_text_tag(source, entry->offset, entry->size, find_tag_key(&tag_key::riff, entry->id), tags);
  }
}

class wav_parser {
public:
  wav_parser(byte_window& source, bool with_tags) : source_(source), with_tags_(with_tags) {}

  std::optional<pcm_stream> parse() {
    if (!read_file_header()) return std::nullopt;
    chunk_walker chunks(source_, 12, order_);
    bool has_format = false;
    for (auto found = chunks.next(); found; found = chunks.next()) {
      if (found->id == four_cc("fmt ") && !has_format) {
        if (!read_wave_format(source_, *found, order_, stream_)) return std::nullopt;
        has_format = true;
      } else if (found->id == four_cc("ds64")) {
        read_ds64(*found);
      } else if (found->id == four_cc("LIST") && with_tags_) {
        read_info_list(source_, *found, order_, stream_.info.tags);
      } else if (found->id == four_cc("data")) {
        if (!has_format || !read_data(*found)) return std::nullopt;
        if (!with_tags_) return stream_;
        chunks.skip_body(data_bytes_);
      }
    }
    if (stream_.data_offset == 0) return std::nullopt;
    return stream_;
  }

private:
  bool read_file_header() {
    const auto head = source_.at(0, 12);
    if (head.size() < 12 || load_big<std::uint32_t>(head.data() + 8) != four_cc("WAVE")) return false;
    const std::uint32_t id = load_big<std::uint32_t>(head.data());
    is_rf64_ = id == four_cc("RF64") || id == four_cc("BW64");
    if (id == four_cc("RIFX")) order_ = byte_order::big;
    if (!is_rf64_ && id != four_cc("RIFF") && id != four_cc("RIFX")) return false;
    riff_bytes_ = load<std::uint32_t>(head.data() + 4, order_);
    stream_.info.format = is_rf64_ ? audio_format::rf64 : audio_format::wav;
    return true;
  }

  void read_ds64(const chunk& sizes) {
    const auto bytes = source_.at(sizes.offset, 24);
    if (!is_rf64_ || sizes.size < 24 || bytes.size() < 24) return;
    data_bytes_64_ = load<std::uint64_t>(bytes.data() + 8, order_);
  }

  bool read_data(const chunk& data) {
    if (stream_.data_offset != 0) return true;  // the first one holds the samples
    if (is_rf64_ && !data_bytes_64_) return false;
    stream_.data_offset = data.offset;
    const std::uint64_t available = source_.source_size() - data.offset;
    data_bytes_ = data_bytes_64_.value_or(data.size);
    bool known_length = is_rf64_ || data_bytes_ < streamed_wav_size;
    // A size of 0 in a file whose own size does not reach past the samples either was never filled in.
    if (data_bytes_ == 0 && (riff_bytes_ + 8 <= data.offset || riff_bytes_ >= streamed_wav_size)) {
      data_bytes_ = available;
      known_length = false;
    }
    set_length(stream_, source_.source_size(), data_bytes_, known_length);
    // Compressed files have been seen in this disguise.
    const auto first = source_.at(data.offset, 4);
    if (first.size() < 4) return true;
    const std::uint32_t signature = load_big<std::uint32_t>(first.data());
    return signature != four_cc("wvpk") && signature != four_cc("OggS");
  }

  byte_window& source_;
  bool with_tags_;
  byte_order order_ = byte_order::little;
  bool is_rf64_ = false;
  std::uint64_t riff_bytes_ = 0;
  std::uint64_t data_bytes_ = 0;
  std::optional<std::uint64_t> data_bytes_64_;
  pcm_stream stream_;
};

}  // namespace

std::optional<pcm_stream> parse_wav(byte_window& source, bool with_tags) {
  return wav_parser(source, with_tags).parse();
}

}  // namespace pcm
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
