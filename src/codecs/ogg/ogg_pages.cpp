#include "codecs/ogg/ogg_pages.hpp"

#include <algorithm>
#include <new>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

namespace {

constexpr long read_size = 16 * 1024;
// Below this, reading on is cheaper than another step of the bisection. A page is at most 65,307 bytes long.
constexpr std::uint64_t short_range = 64 * 1024;

}  // namespace

page_reader::page_reader(audio_source& source) : source_(source) {
  ogg_sync_init(&sync_);
}

page_reader::~page_reader() {
  ogg_sync_clear(&sync_);
}

void page_reader::seek(std::uint64_t offset) {
  ogg_sync_reset(&sync_);
  read_offset_ = offset;
  page_begin_ = page_end_ = offset;
}

bool page_reader::next() {
  for (;;) {
    const long size = ogg_sync_pageseek(&sync_, &page_);
    if (size > 0) {
      page_begin_ = page_end_;
      page_end_ += static_cast<std::uint64_t>(size);
      return true;
    }
    if (size < 0) {
      page_end_ += static_cast<std::uint64_t>(-size);  // skipped
      continue;
    }
    char* buffer = ogg_sync_buffer(&sync_, read_size);
    if (buffer == nullptr) throw std::bad_alloc();
    const std::size_t got = source_.read_at(read_offset_, buffer, read_size);
    if (got == 0) return false;
    ogg_sync_wrote(&sync_, static_cast<long>(got));
    read_offset_ += got;
  }
}

std::optional<last_page> find_last_page(audio_source& source) {
  page_reader pages(source);
  const std::uint64_t size = source.size();
  for (std::uint64_t distance = read_size;; distance *= 4) {
    const std::uint64_t begin = size - std::min(size, distance);
    std::optional<last_page> last;
    pages.seek(begin);
    while (pages.next()) {
      if (last && pages.granule() < 0 && pages.serial() == last->serial) continue;
      last = last_page{pages.serial(), pages.granule(), ogg_page_eos(&pages.page()) != 0};
    }
    if ((last && last->granule >= 0) || begin == 0) return last;
  }
}

std::optional<std::uint64_t> find_page_before(page_reader& pages, int serial, std::uint64_t begin, std::uint64_t end,
                                              std::int64_t limit) {
  const auto next_of_stream = [&] {
    while (pages.next()) {
      if (pages.serial() == serial && pages.granule() >= 0) return true;
    }
    return false;
  };
  std::optional<std::uint64_t> found;
  while (end - begin > short_range) {
    const std::uint64_t middle = begin + (end - begin) / 2;
    pages.seek(middle);
    if (next_of_stream() && pages.page_begin() < end && pages.granule() <= limit) {
      found = pages.page_begin();
      begin = pages.page_end();
      if (begin >= end) return found;
    } else {
      end = middle;
    }
  }
  pages.seek(begin);
  while (next_of_stream() && pages.page_begin() < end && pages.granule() <= limit) found = pages.page_begin();
  return found;
}

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
