#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "codecs/ogg/page_search.hpp"
#include "codecs/ogg/pages.hpp"

// The structure of an Ogg file (RFC 3533, section 4): files that were written one after the other, its links, are a
// chain; in each of them logical streams, such as sound and pictures, may run side by side. Most files are one link of
// one stream, for which the first and the last page are enough.

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

/// One link, whose pages are those of one stream.
struct ogg_link {
  byte_range bytes;
  last_page last;
};

/// Whether the source begins with the first pages of several streams, which come before all others.
bool has_streams_side_by_side(page_reader& pages);

/// Where the pages lie of the stream whose first packet begins with `identification`; of several links, of one such
/// stream in each. Reads the whole source.
std::vector<byte_range> find_stream(page_reader& pages, std::string_view identification);

/// What the pages of `range` carry when their stream begins with `identification`, else nothing. The range then ends
/// where another stream begins. Reads all of it.
std::vector<byte_range> find_payload(page_reader& pages, byte_range& range, std::string_view identification);

/// The whole source as one link; none when its first and its last page are of different streams.
/// Throws decode_error when there is no page.
std::optional<ogg_link> find_only_link(page_reader& pages);

/// The link that begins at or after byte `offset`; none when no page follows. Links are distinguished by the serial
/// numbers of their pages: two neighbours of the same number count as one. Reads a few pages.
std::optional<ogg_link> find_link(page_reader& pages, std::uint64_t offset);

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
