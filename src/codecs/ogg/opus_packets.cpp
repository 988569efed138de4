#include "codecs/ogg/opus_packets.hpp"

#include <acestep_compat/core/error.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

namespace {

// One mono or stereo stream whose channels are where they are.
bool is_single(const opus_header& header) noexcept {
  return header.num_streams == 1 && header.num_channels == 1 + header.num_coupled_streams && header.mapping[0] == 0 &&
         (header.num_channels == 1 || header.mapping[1] == 1);
}

}  // namespace

opus_packet_decoder::opus_packet_decoder(const opus_header& header) {
  int code = OPUS_OK;
  if (is_single(header)) {
    single_.reset(opus_decoder_create(opus_rate, header.num_channels, &code));
    if (single_ != nullptr) code = opus_decoder_ctl(single_.get(), OPUS_SET_GAIN(header.output_gain));
  } else {
    multiple_.reset(opus_multistream_decoder_create(opus_rate, header.num_channels, header.num_streams,
                                                    header.num_coupled_streams, header.mapping.data(), &code));
    if (multiple_ != nullptr) code = opus_multistream_decoder_ctl(multiple_.get(), OPUS_SET_GAIN(header.output_gain));
  }
  if (code != OPUS_OK) throw decode_error(opus_strerror(code));
}

int opus_packet_decoder::decode(const unsigned char* packet, long size, float* interleaved) noexcept {
  const auto num_bytes = static_cast<opus_int32>(size);
  if (single_ != nullptr) {
    return opus_decode_float(single_.get(), packet, num_bytes, interleaved, longest_opus_packet, 0);
  }
  return opus_multistream_decode_float(multiple_.get(), packet, num_bytes, interleaved, longest_opus_packet, 0);
}

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
