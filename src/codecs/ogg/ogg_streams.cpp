#include "codecs/ogg/ogg_streams.hpp"

#include "codecs/ogg/ogg_pages.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

namespace {

bool begins_with(const ogg_page& page, std::string_view identification) noexcept {
  const std::string_view body(reinterpret_cast<const char*>(page.body), static_cast<std::size_t>(page.body_len));
  return body.substr(0, identification.size()) == identification;
}

std::vector<byte_range> find_ranges(audio_source& source, std::string_view identification, bool with_heads) {
  std::vector<byte_range> found;
  bool has_stream = false;
  int serial = 0;  // of the stream that is taken
  bool was_first_page = false;
  page_reader pages(source);
  while (pages.next()) {
    ogg_page& page = pages.page();
    const bool is_first_page = ogg_page_bos(&page) != 0;
    if (is_first_page && !was_first_page) has_stream = false;  // what came before has ended
    was_first_page = is_first_page;
    if (is_first_page && !has_stream && begins_with(page, identification)) {
      has_stream = true;
      serial = pages.serial();
    }
    if (!has_stream || pages.serial() != serial) continue;
    const std::uint64_t begin = pages.page_begin() + (with_heads ? 0 : static_cast<std::uint64_t>(page.header_len));
    if (!found.empty() && found.back().end == begin) {
      found.back().end = pages.page_end();
    } else {
      found.push_back({begin, pages.page_end()});
    }
  }
  return found;
}

// All first pages come first (RFC 3533, section 4).
bool is_multiplexed(audio_source& source) {
  page_reader pages(source);
  for (int i = 0; i < 2; ++i) {
    if (!pages.next() || ogg_page_bos(&pages.page()) == 0) return false;
  }
  return true;
}

}  // namespace

std::unique_ptr<decoder> open_stream(audio_source& source, const open_request& request, std::string_view identification,
                                     opener* open) {
  if (!is_multiplexed(source)) return open(source, request);
  return open_parts(source, find_ranges(source, identification, true), request, open);
}

std::vector<byte_range> find_payload(audio_source& source, std::string_view identification) {
  return find_ranges(source, identification, false);
}

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
