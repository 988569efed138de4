#include "codecs/ogg/opus_decoder.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include <acestep_compat/core/error.hpp>

#include "codecs/ogg/chained_decoder.hpp"
#include "codecs/ogg/ogg_packets.hpp"
#include "codecs/ogg/ogg_streams.hpp"
#include "codecs/ogg/opus_header.hpp"
#include "codecs/ogg/opus_packets.hpp"
#include "formats/vorbis_comment.hpp"
#include "samples/deinterleave.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

using namespace ogg;

class opus_stream_decoder final : public decoder {
public:
  opus_stream_decoder(audio_source& source, const opus_header& header, const last_page& last, bool with_tags)
      : packets_(source), header_(header) {
    read_headers(with_tags);
    find_range(last);
    info_.sample_rate = opus_rate;
    info_.num_channels = header.num_channels;
    info_.num_frames = end_ - begin_;
    info_.format = audio_format::opus;
    info_.encoding = audio_encoding::opus;
    info_.backend = "opus";
    if (!last.ends_stream) damage_ = "its end is missing";
  }

  bool has_other_streams() const noexcept { return packets_.has_other_streams(); }
  int serial() const noexcept { return packets_.serial(); }

  std::int64_t read(audio_view output) override {
    std::int64_t filled = 0;
    while (filled < output.num_frames && position_ < end_) {
      const std::int64_t packet_end = packet_begin_ + packet_frames_;
      if (position_ >= packet_end) {
        if (decode_packet()) continue;
        break;
      }
      const std::int64_t count = std::min({packet_end, end_, position_ + output.num_frames - filled}) - position_;
      deinterleave(decoded_.data() + (position_ - packet_begin_) * info_.num_channels, output.frames(filled, count));
      position_ += count;
      filled += count;
    }
    return filled;
  }

  // The decoder's state is recursive: no finite pre-roll makes a later start exact, so that going back means to decode
  // from the beginning.
  void seek(std::int64_t frame) override {
    position_ = begin_ + frame;
    if (position_ < packet_begin_) {
      decoder_.reset();
      packet_begin_ = packet_frames_ = 0;
    }
  }

  cstring_view damage() const noexcept override { return damage_; }

private:
  void read_headers(bool with_tags);
  void find_range(const last_page& last);
  void start();
  bool decode_packet();

  packet_reader packets_;
  opus_header header_;
  std::optional<opus_packet_decoder> decoder_;  // made by the first read
  std::uint64_t first_audio_page_ = 0;
  // Positions count frames from the first that decoding gives.
  std::int64_t begin_ = 0;
  std::int64_t end_ = 0;
  std::int64_t position_ = 0;
  std::vector<float> decoded_;  // of the last packet, interleaved
  std::int64_t packet_begin_ = 0;
  std::int64_t packet_frames_ = 0;
  std::string damage_;
};

void opus_stream_decoder::read_headers(bool with_tags) {
  ogg_packet packet;
  packets_.next(packet);  // the identification header, known already
  if (!packets_.next(packet)) throw decode_error("the Opus headers are cut short");
  constexpr std::size_t prefix = 8;
  const auto size = static_cast<std::size_t>(packet.bytes);
  if (size < prefix || std::memcmp(packet.packet, "OpusTags", prefix) != 0) {
    throw decode_error("the Opus headers are damaged");
  }
  if (with_tags) read_vorbis_comment({packet.packet + prefix, size - prefix}, info_.tags);
}

// A stream cut out of a longer one begins at a granule position > 0: the first one minus the frames up to there
// (RFC 7845, section 4.3).
void opus_stream_decoder::find_range(const last_page& last) {
  first_audio_page_ = packets_.page().page_end();
  std::int64_t num_frames = 0;
  std::int64_t granule = -1;
  while (granule < 0 && packets_.next_page()) {
    ogg_packet packet;
    while (packets_.next_on_page(packet)) {
      num_frames +=
          std::max(0, opus_packet_get_nb_samples(packet.packet, static_cast<opus_int32>(packet.bytes), opus_rate));
    }
    granule = packets_.page().granule();
  }
  if (granule < 0) throw decode_error("there is no Opus audio behind the headers");
  // Of a stream of one page that ends early the end is cut.
  const bool only_page = last.ends_stream && granule == last.granule;
  const std::int64_t first_granule = only_page ? 0 : std::max<std::int64_t>(0, granule - num_frames);
  begin_ = header_.pre_skip;
  end_ = last.granule - first_granule;
  position_ = begin_;
  if (end_ <= begin_) throw decode_error("there is no sample in the Opus stream");
}

void opus_stream_decoder::start() {
  decoder_.emplace(header_);
  decoded_.resize(static_cast<std::size_t>(longest_opus_packet * header_.num_channels));
  packets_.restart(first_audio_page_);
}

// Decodes one packet; false at the end of the file.
bool opus_stream_decoder::decode_packet() {
  if (!decoder_) start();
  ogg_packet packet;
  if (!packets_.next(packet)) {
    if (position_ < end_) damage_ = "pages are missing";
    return false;
  }
  packet_begin_ += packet_frames_;
  packet_frames_ = decoder_->decode(packet.packet, packet.bytes, decoded_.data());
  if (packet_frames_ < 0) {
    packet_frames_ = 0;
    damage_ = "some of its packets are damaged";
  }
  return true;
}

std::optional<opus_header> read_opus_header(audio_source& source) {
  packet_reader packets(source);
  ogg_packet packet;
  if (!packets.next(packet)) return std::nullopt;
  return parse_opus_header(packet.packet, static_cast<std::size_t>(packet.bytes));
}

// Families 0 and 1 are those of loudspeakers, 2 has Ambisonics and 255 channels without a meaning; later ones have
// other tables (RFC 7845, section 5.1.1; RFC 8486).
bool can_decode(const opus_header& header) noexcept {
  return header.mapping_family <= 2 || header.mapping_family == 255;
}

// Null for a file of several streams, or of one that cannot be decoded here.
std::unique_ptr<decoder> open_one_stream(audio_source& source, const open_request& request) {
  const std::optional<opus_header> header = read_opus_header(source);
  if (!header) throw decode_error("the Opus headers are damaged");
  if (!can_decode(*header)) return nullptr;
  const std::optional<last_page> last = find_last_page(source);
  if (!last || last->granule < 0) throw decode_error("there is no whole Ogg page with audio");
  auto opened = std::make_unique<opus_stream_decoder>(source, *header, *last, request.with_tags);
  if (opened->has_other_streams() || opened->serial() != last->serial) return nullptr;
  return opened;
}

std::unique_ptr<decoder> open_links(audio_source& source, const open_request& request) {
  auto opened = open_one_stream(source, request);
  if (opened != nullptr || !can_decode(*read_opus_header(source))) return opened;
  return open_chain(source, request, open_one_stream);
}

}  // namespace

bool opus_claims(content_type content) noexcept {
  return content == content_type::ogg_opus;
}

std::unique_ptr<decoder> open_opus_decoder(audio_source& source, const open_request& request) {
  return open_stream(source, request, "OpusHead", open_links);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
