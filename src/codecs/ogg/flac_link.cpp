#include "codecs/ogg/flac_link.hpp"

#include <utility>
#include <vector>

#include "codecs/flac/flac_decoder.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

namespace {

// The first packet is the identification, a version and the number of header packets, in nine bytes; then a FLAC stream
// as it is alone follows (xiph.org, Ogg FLAC mapping 1.0).
constexpr std::uint64_t mapping_header_bytes = 9;

}  // namespace

std::unique_ptr<flac_link> flac_link::open(page_reader& pages, ogg_link& link, bool with_tags) {
  std::vector<byte_range> payload = find_payload(pages, link.bytes, identification);
  if (payload.empty()) return nullptr;
  byte_range& first = payload.front();
  if (first.end - first.begin < mapping_header_bytes) return nullptr;
  first.begin += mapping_header_bytes;
  auto joined = std::make_shared<source_parts>(pages.source(), std::move(payload));
  auto stream = std::make_unique<flac::flac_decoder>(*joined, with_tags, audio_format::ogg);
  stream->keep(std::move(joined));
  return std::unique_ptr<flac_link>(new flac_link(std::move(stream)));
}

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
