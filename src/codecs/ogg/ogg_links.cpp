#include "codecs/ogg/ogg_links.hpp"

#include <algorithm>

#include "codecs/ogg/ogg_pages.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

namespace {

// Where the first page of another stream begins behind `begin`, a page of stream `serial`.
std::uint64_t find_end(page_reader& pages, int serial, std::uint64_t begin, std::uint64_t size) {
  constexpr std::uint64_t short_range = 64 * 1024;
  const auto reaches = [&](std::uint64_t offset) {
    pages.seek(offset);
    if (!pages.next() || pages.serial() != serial) return false;
    begin = pages.page_end();
    return true;
  };
  // Steps that double, so that many short links cost no more than they hold; then bisection.
  std::uint64_t step = short_range;
  while (begin + step < size && reaches(begin + step)) step *= 2;
  std::uint64_t end = std::min(size, begin + step);
  while (end > begin && end - begin > short_range) {
    const std::uint64_t middle = begin + (end - begin) / 2;
    if (!reaches(middle)) end = middle;
  }
  pages.seek(begin);
  while (pages.next()) {
    if (pages.serial() != serial) return pages.page_begin();
  }
  return size;
}

}  // namespace

std::optional<byte_range> find_link(audio_source& source, std::uint64_t offset) {
  page_reader pages(source);
  pages.seek(offset);
  if (!pages.next()) return std::nullopt;
  const std::uint64_t begin = pages.page_begin();
  return byte_range{begin, find_end(pages, pages.serial(), begin, source.size())};
}

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
