#include "codecs/ogg/ogg_flac.hpp"

#include <string_view>
#include <utility>

#include "codecs/flac/flac_backend.hpp"
#include "codecs/ogg/chained_decoder.hpp"
#include "codecs/ogg/ogg_links.hpp"
#include "codecs/ogg/ogg_streams.hpp"
#include "codecs/source_parts.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

using namespace std::string_view_literals;
using namespace ogg;

// The first packet is this, a version and the number of header packets, in nine bytes; then a FLAC stream as it is
// alone follows (xiph.org, Ogg FLAC mapping 1.0).
constexpr auto identification = "\x7f\x46LAC"sv;
constexpr std::uint64_t mapping_header_bytes = 9;

std::unique_ptr<decoder> open_one_stream(audio_source& source, const open_request& request) {
  std::vector<byte_range> payload = find_payload(source, identification);
  if (payload.empty() || payload.front().end - payload.front().begin < mapping_header_bytes) return nullptr;
  payload.front().begin += mapping_header_bytes;
  return open_parts(source, std::move(payload), request, open_flac_decoder);
}

std::unique_ptr<decoder> open_links(audio_source& source, const open_request& request) {
  const auto first = find_link(source, 0);
  if (first && first->end < source.size()) return open_chain(source, request, open_one_stream);
  return open_one_stream(source, request);
}

}  // namespace

bool ogg_flac_claims(content_type content) noexcept {
  return content == content_type::ogg_flac;
}

std::unique_ptr<decoder> open_ogg_flac_decoder(audio_source& source, const open_request& request) {
  return open_stream(source, request, identification, open_links);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
