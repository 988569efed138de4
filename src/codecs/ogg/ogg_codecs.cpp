#include "codecs/ogg/ogg_codecs.hpp"

#include "codecs/ogg/flac_link.hpp"
#include "codecs/ogg/ogg_decoder.hpp"
#include "codecs/ogg/opus_packets.hpp"
#include "codecs/ogg/packet_link.hpp"
#include "codecs/ogg/vorbis_packets.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

template <content_type Content>
bool claims(content_type content) noexcept {
  return content == Content;
}

template <class Link>
std::unique_ptr<decoder> open(audio_source& source, const open_request& request) {
  return ogg::open_ogg<Link>(source, request.with_tags);
}

}  // namespace

constinit const codec vorbis_codec{"vorbis", claims<content_type::ogg_vorbis>,
                                   open<ogg::packet_link<ogg::vorbis_packets>>};
constinit const codec opus_codec{"opus", claims<content_type::ogg_opus>, open<ogg::packet_link<ogg::opus_packets>>};
// The same decoder after Ogg's pages, and so the same name.
constinit const codec ogg_flac_codec{"flac", claims<content_type::ogg_flac>, open<ogg::flac_link>};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
