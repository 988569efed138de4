#include "codecs/flac/flac_backend.hpp"

#include "codecs/flac/flac_decoder.hpp"
#include "formats/content_type.hpp"
#include "formats/format_table.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

bool flac_claims(content_type content) noexcept {
  return content == content_type::flac;
}

std::unique_ptr<decoder> open_flac_decoder(audio_source& source, const open_request& request) {
  return std::make_unique<flac::flac_decoder>(source, request.with_tags, format_of(request.content));
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
