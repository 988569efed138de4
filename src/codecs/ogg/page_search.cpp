#include "codecs/ogg/page_search.hpp"

#include <algorithm>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

std::optional<last_page> find_last_page(page_reader& pages, byte_range range) {
  page_reader tail(pages.source());
  for (std::uint64_t distance = 16 * 1024;; distance *= 4) {
    const std::uint64_t begin = range.end - std::min(range.end - range.begin, distance);
    page_reader& reader = pages.is_in_memory(begin) ? pages : tail;
    std::optional<last_page> last;
    reader.seek({begin, range.end});
    while (reader.next()) {
      if (last && reader.granule() < 0 && reader.serial() == last->serial) continue;
      last = last_page{reader.serial(), reader.granule(), reader.ends_stream()};
    }
    if ((last && last->granule >= 0) || begin == range.begin) return last;
  }
}

std::optional<std::uint64_t> find_page_before(page_reader& pages, int serial, byte_range range, std::int64_t limit) {
  // Below this, reading on is cheaper than another step. A page is at most 65,307 bytes long.
  constexpr std::uint64_t short_range = 64 * 1024;
  auto [begin, end] = range;
  const auto next_before_limit = [&, &end = end] {
    while (pages.next()) {
      if (pages.serial() == serial && pages.granule() >= 0) return pages.page_begin() < end && pages.granule() <= limit;
    }
    return false;
  };
  std::optional<std::uint64_t> found;
  while (end - begin > short_range) {
    const std::uint64_t middle = begin + (end - begin) / 2;
    pages.seek({middle, range.end});
    if (next_before_limit()) {
      found = pages.page_begin();
      begin = pages.page_end();
      if (begin >= end) return found;
    } else {
      end = middle;
    }
  }
  pages.seek({begin, range.end});
  while (next_before_limit()) found = pages.page_begin();
  return found;
}

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
