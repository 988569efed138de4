#include "codecs/flac/flac_codec.hpp"

#include "codecs/flac/flac_decoder.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

bool claims(content_type content) noexcept {
  return content == content_type::flac;
}

std::unique_ptr<decoder> open(audio_source& source, const open_request& request) {
  return std::make_unique<flac::flac_decoder>(source, request.with_tags);
}

}  // namespace

constinit const codec flac_codec{"flac", claims, open};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
