#pragma once

#include <cstdint>
#include <string_view>

#include <vorbis/codec.h>

#include <acestep_compat/core/audio_info.hpp>
#include <acestep_compat/core/audio_view.hpp>

#include "codecs/ogg/signal_range.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

/// The packets of one Vorbis stream, decoded with libvorbis: the `Packets` of a packet_link.
class vorbis_packets {
public:
  static constexpr std::string_view identification = "\x01vorbis";
  static constexpr const char* name = "Vorbis";
  static constexpr int num_headers = 3;
  /// Whether decoding may begin at any page, one packet early, with the samples that decoding all would give.
  static constexpr bool starts_at_any_page = true;

  vorbis_packets() noexcept;
  vorbis_packets(const vorbis_packets&) = delete;
  vorbis_packets& operator=(const vorbis_packets&) = delete;
  ~vorbis_packets();

  /// False for a packet that is not the next header.
  bool read_header(ogg_packet& packet) noexcept;
  /// Whether a stream with this first header is decoded here.
  bool is_supported() const noexcept { return true; }
  /// `packet` is the second header.
  void read_tags(const ogg_packet& packet, tag_list& tags) const;
  /// Sets all but the length and the tags.
  void describe(audio_info& info) const;
  start_rule rule() const noexcept { return {.pre_skip = 0, .begins_before_zero = true}; }

  /// How many frames an audio packet gives after those that were counted before.
  std::int64_t count_frames(ogg_packet& packet) noexcept;

  /// The next packet begins a signal of its own; throws decode_error where that cannot be.
  void start();
  /// Returns how many frames come of it; negative for a damaged packet.
  int decode(ogg_packet packet) noexcept;
  /// Copies the frames of the packet that was decoded last, from its frame `first` on.
  void copy(std::int64_t first, audio_view output) const noexcept;

private:
  vorbis_info info_;
  vorbis_comment comment_;
  vorbis_dsp_state dsp_;
  vorbis_block block_;
  bool can_decode_ = false;    // whether the two before are made: they hold large tables
  long counted_window_ = 0;    // of the packet that was counted last
  float** decoded_ = nullptr;  // the channels of the last packet, in libvorbis' memory
  int num_decoded_ = 0;
};

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
