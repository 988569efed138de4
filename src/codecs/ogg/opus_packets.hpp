#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include <ogg/ogg.h>
#include <opus_multistream.h>

#include <acestep_compat/core/audio_info.hpp>
#include <acestep_compat/core/audio_view.hpp>

#include "codecs/ogg/opus_header.hpp"
#include "codecs/ogg/signal_range.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

/// The packets of one Opus stream, decoded with libopus at 48 kHz, whatever the rate of the encoder's input was: the
/// `Packets` of a packet_link, as vorbis_packets, which says what each member is for.
class opus_packets {
public:
  static constexpr std::string_view identification = "OpusHead";
  static constexpr const char* name = "Opus";
  static constexpr int num_headers = 2;
  /// The decoder's state is recursive: a later start is exact only where the state of two decoders has met.
  static constexpr bool starts_at_any_page = false;

  bool read_header(const ogg_packet& packet) noexcept;
  bool is_supported() const noexcept;
  void read_tags(const ogg_packet& packet, tag_list& tags) const;
  void describe(audio_info& info) const;
  start_rule rule() const noexcept { return {.pre_skip = header_.pre_skip, .begins_before_zero = false}; }

  std::int64_t count_frames(const ogg_packet& packet) const noexcept;

  void start();
  int decode(const ogg_packet& packet) noexcept;
  void copy(std::int64_t first, audio_view output) const noexcept;

private:
  struct destroy {
    void operator()(OpusDecoder* decoder) const noexcept { opus_decoder_destroy(decoder); }
    void operator()(OpusMSDecoder* decoder) const noexcept { opus_multistream_decoder_destroy(decoder); }
  };

  opus_header header_;
  // Mono and stereo come from the first: the second asks the processor for its instruction sets at every packet in
  // libopus 1.3, which a virtual machine traps, so that it takes up to twice as long there.
  std::unique_ptr<OpusDecoder, destroy> single_;
  std::unique_ptr<OpusMSDecoder, destroy> multiple_;
  std::vector<float> decoded_;  // interleaved
};

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
