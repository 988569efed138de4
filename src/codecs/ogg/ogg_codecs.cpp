#include "codecs/ogg/ogg_codecs.hpp"

#include "codecs/ogg/flac_link.hpp"
#include "codecs/ogg/ogg_decoder.hpp"
#include "codecs/ogg/opus_packets.hpp"
#include "codecs/ogg/packet_link.hpp"
#include "codecs/ogg/vorbis_packets.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

bool vorbis_claims(content_type content) noexcept {
  return content == content_type::ogg_vorbis;
}

bool opus_claims(content_type content) noexcept {
  return content == content_type::ogg_opus;
}

bool ogg_flac_claims(content_type content) noexcept {
  return content == content_type::ogg_flac;
}

std::unique_ptr<decoder> open_vorbis_decoder(audio_source& source, const open_request& request) {
  return ogg::open_ogg<ogg::packet_link<ogg::vorbis_packets>>(source, request.with_tags);
}

std::unique_ptr<decoder> open_opus_decoder(audio_source& source, const open_request& request) {
  return ogg::open_ogg<ogg::packet_link<ogg::opus_packets>>(source, request.with_tags);
}

std::unique_ptr<decoder> open_ogg_flac_decoder(audio_source& source, const open_request& request) {
  return ogg::open_ogg<ogg::flac_link>(source, request.with_tags);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
