#include "codecs/ogg/vorbis_decoder.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include <acestep_compat/core/error.hpp>

#include "codecs/ogg/chained_decoder.hpp"
#include "codecs/ogg/ogg_packets.hpp"
#include "codecs/ogg/ogg_streams.hpp"
#include "codecs/ogg/vorbis_stream.hpp"
#include "formats/vorbis_comment.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

using namespace ogg;

class vorbis_decoder final : public decoder {
public:
  vorbis_decoder(audio_source& source, const last_page& last, bool with_tags)
      : source_(source), packets_(source), last_(last) {
    read_headers(with_tags);
    find_start();
    info_.sample_rate = static_cast<int>(stream_.info().rate);
    info_.num_channels = stream_.info().channels;
    info_.num_frames = end_ - begin_;
    info_.format = audio_format::ogg;
    info_.encoding = audio_encoding::vorbis;
    info_.backend = "vorbis";
    if (!last_.ends_stream) damage_ = "its end is missing";
  }

  bool has_other_streams() const noexcept { return packets_.has_other_streams(); }
  int serial() const noexcept { return packets_.serial(); }

  std::int64_t read(audio_view output) override {
    std::int64_t filled = 0;
    while (filled < output.num_frames && position_ < end_) {
      float** channels = nullptr;
      const int ready = stream_.started() ? stream_.ready(channels) : 0;
      if (ready == 0) {
        if (decode_packet()) continue;
        break;
      }
      const auto dropped = static_cast<int>(std::clamp<std::int64_t>(position_ - decoded_, 0, ready));
      const std::int64_t count =
          std::min({std::int64_t{ready - dropped}, output.num_frames - filled, end_ - position_});
      for (int c = 0; c < info_.num_channels; ++c) {
        std::copy_n(channels[c] + dropped, count, output.channel(c) + filled);
      }
      stream_.consume(dropped + static_cast<int>(count));
      decoded_ += dropped + count;
      position_ += count;
      filled += count;
    }
    return filled;
  }

  void seek(std::int64_t frame) override;

  std::unique_ptr<decoder> fork() override { return std::make_unique<vorbis_decoder>(source_, last_, false); }

  cstring_view damage() const noexcept override { return damage_; }

private:
  void read_headers(bool with_tags);
  void find_start();
  bool decode_packet();
  void start_at_first_page();
  bool start_at_page(std::uint64_t offset);

  audio_source& source_;
  packet_reader packets_;
  vorbis_stream stream_;
  last_page last_;
  std::uint64_t first_audio_page_ = 0;
  // Positions are granule positions: frames since the beginning of the stream.
  std::int64_t first_decoded_ = 0;  // of the first frame that decoding gives; < begin_ when the stream says to cut
  std::int64_t begin_ = 0;
  std::int64_t end_ = 0;
  std::int64_t position_ = 0;  // of the next frame that `read` gives
  std::int64_t decoded_ = 0;   // of the next frame that libvorbis gives
  std::string damage_;
};

void vorbis_decoder::read_headers(bool with_tags) {
  for (int i = 0; i < 3; ++i) {
    ogg_packet packet;
    if (!packets_.next(packet)) throw decode_error("the Vorbis headers are cut short");
    if (!stream_.read_header(packet)) throw decode_error("the Vorbis headers are damaged");
    constexpr long prefix = 7;  // packet type and "vorbis"
    if (i == 1 && with_tags) {
      read_vorbis_comment({packet.packet + prefix, static_cast<std::size_t>(packet.bytes - prefix)}, info_.tags);
    }
  }
}

// The first granule position minus the frames that the packets up to there give is where the stream begins.
void vorbis_decoder::find_start() {
  first_audio_page_ = packets_.page().page_end();
  std::int64_t num_frames = 0;
  long window = 0;
  std::int64_t granule = -1;
  while (granule < 0 && packets_.next_page()) {
    ogg_packet packet;
    while (packets_.next_on_page(packet)) {
      const long size = stream_.window_size(packet);
      if (size <= 0) continue;
      if (window > 0) num_frames += (window + size) / 4;
      window = size;
    }
    granule = packets_.page().granule();
  }
  if (granule < 0) throw decode_error("there is no Vorbis audio behind the headers");
  // Of a stream of one page that ends early the end is cut, of a longer one the beginning.
  const bool only_page = last_.ends_stream && granule == last_.granule;
  first_decoded_ = only_page ? 0 : granule - num_frames;
  begin_ = std::max<std::int64_t>(0, first_decoded_);
  end_ = std::max(begin_, last_.granule);
  position_ = begin_;
  if (end_ == begin_) throw decode_error("there is no sample in the Vorbis stream");
}

// Decodes one packet; false at the end of the file.
bool vorbis_decoder::decode_packet() {
  if (!stream_.started()) start_at_first_page();
  ogg_packet packet;
  if (!packets_.next(packet)) {
    if (position_ < end_) damage_ = "pages are missing";
    return false;
  }
  // What has to be cut is known already; libvorbis would do it a second time.
  packet.granulepos = -1;
  packet.e_o_s = 0;
  if (!stream_.decode(packet)) damage_ = "some of its packets are damaged";
  return true;
}

void vorbis_decoder::start_at_first_page() {
  if (!stream_.start()) throw decode_error("libvorbis cannot decode with these headers");
  packets_.restart(first_audio_page_);
  decoded_ = first_decoded_;
}

// Starts decoding with the packets that end on a page, whose granule position is then where decoding stands; false
// when no whole packet ends there. A packet gives frames together with the one before it, so that the last is enough.
bool vorbis_decoder::start_at_page(std::uint64_t offset) {
  if (!stream_.start()) throw decode_error("libvorbis cannot decode with these headers");
  packets_.restart(offset);
  if (!packets_.next_page()) return false;
  decoded_ = packets_.page().granule();
  ogg_packet packet;
  ogg_packet last;  // its bytes stay valid until the next page is read
  bool found = false;
  for (; packets_.next_on_page(packet); found = true) last = packet;
  if (!found) return false;
  last.granulepos = -1;
  last.e_o_s = 0;
  return stream_.decode(last);
}

void vorbis_decoder::seek(std::int64_t frame) {
  constexpr std::int64_t short_way = 32768;
  position_ = begin_ + frame;
  if (stream_.started() && position_ >= decoded_ && position_ - decoded_ < short_way) return;
  std::int64_t limit = position_;
  for (;;) {
    const auto page = find_page_before(packets_.pages(), packets_.serial(), first_audio_page_, source_.size(), limit);
    // On the first page decoding begins by another rule than on the others: see find_start.
    if (!page || *page == first_audio_page_) return start_at_first_page();
    if (start_at_page(*page)) return;
    limit = decoded_ - 1;
  }
}

// Null for a file of several streams.
std::unique_ptr<decoder> open_one_stream(audio_source& source, const open_request& request) {
  const std::optional<last_page> last = find_last_page(source);
  if (!last || last->granule < 0) throw decode_error("there is no whole Ogg page with audio");
  auto opened = std::make_unique<vorbis_decoder>(source, *last, request.with_tags);
  if (opened->has_other_streams() || opened->serial() != last->serial) return nullptr;
  return opened;
}

std::unique_ptr<decoder> open_links(audio_source& source, const open_request& request) {
  auto opened = open_one_stream(source, request);
  if (opened != nullptr) return opened;
  return open_chain(source, request, open_one_stream);
}

}  // namespace

bool vorbis_claims(content_type content) noexcept {
  return content == content_type::ogg_vorbis;
}

std::unique_ptr<decoder> open_vorbis_decoder(audio_source& source, const open_request& request) {
  return open_stream(source, request, "\x01vorbis", open_links);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
