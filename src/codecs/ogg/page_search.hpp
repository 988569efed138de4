#pragma once

#include <cstdint>
#include <optional>

#include "codecs/ogg/pages.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

/// The last page of a range, or the last one that ends a packet.
struct last_page {
  int serial = 0;
  std::int64_t granule = -1;
  bool ends_stream = false;
};
/// Reads as little from the end as it can; none when there is no page. What `pages` has in memory stays there.
std::optional<last_page> find_last_page(page_reader& pages, byte_range range);

/// Where the last page lies that ends a packet, among those of stream `serial` in `range`, with a granule position
/// <= `limit`. Granule positions ascend, so that this is a bisection.
std::optional<std::uint64_t> find_page_before(page_reader& pages, int serial, byte_range range, std::int64_t limit);

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
