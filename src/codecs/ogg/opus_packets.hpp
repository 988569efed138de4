#pragma once

#include <memory>

#include <opus_multistream.h>

#include "codecs/ogg/opus_header.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

constexpr int opus_rate = 48000;           ///< Hz: what is decoded to, whatever the rate of the encoder's input was
constexpr int longest_opus_packet = 5760;  ///< frames: 120 ms

/// Decodes the packets of one Opus stream with libopus, one after the other.
class opus_packet_decoder {
public:
  /// Throws decode_error where libopus takes no such stream.
  explicit opus_packet_decoder(const opus_header& header);

  /// Writes up to longest_opus_packet interleaved frames, and returns how many; negative for a damaged packet.
  int decode(const unsigned char* packet, long size, float* interleaved) noexcept;

private:
  struct destroy {
    void operator()(OpusDecoder* decoder) const noexcept { opus_decoder_destroy(decoder); }
    void operator()(OpusMSDecoder* decoder) const noexcept { opus_multistream_decoder_destroy(decoder); }
  };

  // Mono and stereo come from the first: the second asks the processor for its instruction sets at every packet in
  // libopus 1.3, which a virtual machine traps, so that it takes up to twice as long there.
  std::unique_ptr<OpusDecoder, destroy> single_;
  std::unique_ptr<OpusMSDecoder, destroy> multiple_;
};

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
