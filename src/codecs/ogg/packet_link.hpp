#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <acestep_compat/core/audio_info.hpp>

#include "base/fail.hpp"
#include "codecs/decoded_block.hpp"
#include "codecs/ogg/index.hpp"
#include "codecs/ogg/packet_reader.hpp"
#include "codecs/ogg/signal_range.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

/// One link being decoded, for ogg_decoder. `Packets` knows the codec: vorbis_packets or opus_packets, whose members
/// say what is asked of it. This knows the rest: where the signal lies, and how to get at a place in it.
template <class Packets>
class packet_link {
public:
  static constexpr std::string_view identification = Packets::identification;
  static constexpr bool can_fork = Packets::starts_at_any_page;
  static constexpr bool has_integers = false;  // whether read_integers gives what a rounded `read` would not

  /// `pages` must outlive the link, which moves it about; no other link may read from it meanwhile. Null for a variant
  /// that `Packets` does not decode, and where other streams run beside this one. Throws decode_error.
  static std::unique_ptr<packet_link> open(page_reader& pages, ogg_link& link, bool with_tags) {
    auto opened = std::unique_ptr<packet_link>(new packet_link(pages, link));
    if (!opened->read_headers(with_tags)) return nullptr;
    opened->find_signal();
    return opened->packets_.has_other_streams() ? nullptr : std::move(opened);
  }

  const audio_info& info() const noexcept { return info_; }
  cstring_view damage() const noexcept { return damage_; }

  std::int64_t read(audio_view output) {
    return read_decoded(
        output, position_, signal_.end, block_, [this] { return decode_next(); },
        [this](std::int64_t first, audio_view to) { codec_.copy(first, to); });
  }

  /// Continues at `frame` of the link, exactly.
  void seek(std::int64_t frame);
  /// The same link at its first frame, for another thread; null where opening it again costs no more.
  std::unique_ptr<packet_link> fork() const noexcept { return nullptr; }

private:
  packet_link(page_reader& pages, const ogg_link& link) : link_(link), packets_(pages, link.bytes) {
    if (link.last.granule < 0) throw decode_error("there is no complete Ogg page with audio");
    if (!link.last.ends_stream) damage_ = "its end is missing";
  }

  bool read_headers(bool with_tags);
  void find_signal();
  void start_at_first_page();
  bool start_at_page(std::uint64_t offset);
  bool decode_next();

  ogg_link link_;
  packet_reader packets_;
  Packets codec_;
  audio_info info_;
  std::string damage_;
  std::uint64_t first_audio_page_ = 0;
  signal_range signal_{};
  std::int64_t position_ = 0;  // of the next frame that `read` gives
  decoded_block block_;
  bool started_ = false;  // asking for the info builds no decoder
};

template <class Packets>
bool packet_link<Packets>::read_headers(bool with_tags) {
  for (int i = 0; i < Packets::num_headers; ++i) {
    ogg_packet packet;
    if (!packets_.next(packet)) fail<decode_error>("the ", Packets::name, " headers are cut short");
    if (!codec_.read_header(packet)) fail<decode_error>("the ", Packets::name, " headers are damaged");
    if (i == 0 && !codec_.is_supported()) return false;
    if (i == 1 && with_tags) codec_.read_tags(packet, info_.tags);
  }
  first_audio_page_ = packets_.pages().page_end();
  return true;
}

template <class Packets>
void packet_link<Packets>::find_signal() {
  std::int64_t num_frames = 0;
  std::int64_t granule = -1;
  while (granule < 0 && packets_.next_page()) {
    ogg_packet packet;
    while (packets_.next_on_page(packet)) num_frames += codec_.count_frames(packet);
    granule = packets_.pages().granule();
  }
  if (granule < 0) fail<decode_error>("there is no ", Packets::name, " audio after the headers");
  signal_ = ogg::find_signal(granule, num_frames, link_.last, codec_.rule());
  position_ = signal_.begin;
  codec_.describe(info_);
  info_.num_frames = signal_.end - signal_.begin;
}

template <class Packets>
bool packet_link<Packets>::decode_next() {
  if (!started_) start_at_first_page();
  ogg_packet packet;
  if (!packets_.next(packet)) {
    damage_ = "pages are missing";
    return false;
  }
  const int decoded = codec_.decode(packet);
  if (decoded < 0) damage_ = "some of its packets are damaged";
  const std::int64_t num_frames = std::max(0, decoded);
  block_.begin = block_.end;
  // Cut at the signal's end, for that may lie anywhere below 2^63.
  block_.end = block_.begin > signal_.end - num_frames ? signal_.end : block_.begin + num_frames;
  return true;
}

template <class Packets>
void packet_link<Packets>::start_at_first_page() {
  codec_.start();
  started_ = true;
  packets_.restart(first_audio_page_);
  block_ = {signal_.first_decoded, signal_.first_decoded};
}

// Starts decoding with the packets that end on a page, whose granule position is then the decoder's position; false
// when no whole packet ends there. A packet gives frames together with the one before it, so that the last is enough.
template <class Packets>
bool packet_link<Packets>::start_at_page(std::uint64_t offset) {
  codec_.start();
  started_ = true;
  packets_.restart(offset);
  if (!packets_.next_page()) return false;
  const std::int64_t granule = packets_.pages().granule();
  block_ = {granule, granule};
  ogg_packet packet;
  ogg_packet last;  // its bytes stay valid until the next page is read
  bool found = false;
  for (; packets_.next_on_page(packet); found = true) last = packet;
  return found && codec_.decode(last) >= 0;
}

template <class Packets>
void packet_link<Packets>::seek(std::int64_t frame) {
  constexpr std::int64_t short_way = 32768;
  position_ = signal_.begin + frame;
  if constexpr (Packets::starts_at_any_page) {
    if (started_ && position_ >= block_.begin && position_ - short_way < block_.end) return;
    std::int64_t limit = position_;
    for (;;) {
      const auto page =
          find_page_before(packets_.pages(), packets_.serial(), {first_audio_page_, link_.bytes.end}, limit);
      // On the first page decoding begins by another rule than on the others: see find_signal.
      if (!page || *page == first_audio_page_) return start_at_first_page();
      if (start_at_page(*page)) return;
      limit = block_.begin - 1;
    }
  } else if (position_ < block_.begin) {
    started_ = false;  // from the first page again
    block_ = {signal_.first_decoded, signal_.first_decoded};
  }
}

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
