#include "codecs/ogg/pages.hpp"

#include <algorithm>
#include <new>
#include <utility>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

namespace {

constexpr std::uint64_t read_size = 16 * 1024;
// The most that stays in memory after its pages were given: more than a page, which is at most 65,307 bytes long.
constexpr int kept_size = 64 * 1024;

}  // namespace

page_reader::page_reader(audio_source& source) : source_(&source), range_end_(source.size()) {}

page_reader::page_reader(page_reader&& other) noexcept
    : source_(other.source_),
      sync_(std::exchange(other.sync_, {})),
      page_(other.page_),
      memory_begin_(other.memory_begin_),
      range_end_(other.range_end_),
      page_begin_(other.page_begin_),
      page_end_(other.page_end_) {}

page_reader::~page_reader() {
  ogg_sync_clear(&sync_);
}

bool page_reader::is_in_memory(std::uint64_t offset) const noexcept {
  return offset >= memory_begin_ && offset <= memory_end();
}

void page_reader::seek(byte_range range) noexcept {
  const bool in_memory = is_in_memory(range.begin);
  const int fill = sync_.fill;
  ogg_sync_reset(&sync_);
  if (in_memory) {
    // libogg continues wherever these two say; what lies after the range must not count.
    sync_.fill = static_cast<int>(std::min<std::uint64_t>(static_cast<std::uint64_t>(fill), range.end - memory_begin_));
    sync_.returned = static_cast<int>(range.begin - memory_begin_);
  } else {
    memory_begin_ = range.begin;
  }
  page_begin_ = page_end_ = range.begin;
  range_end_ = range.end;
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
    } else if (!read_more()) {
      return false;
    }
  }
}

bool page_reader::read_more() {
  const std::uint64_t offset = memory_end();
  const auto count = static_cast<std::size_t>(std::min(read_size, range_end_ - std::min(range_end_, offset)));
  if (count == 0) return false;
  // libogg drops what it returned before it takes more.
  int kept = 0;
  if (sync_.returned < kept_size) {
    kept = std::exchange(sync_.returned, 0);
  } else {
    memory_begin_ += static_cast<std::uint64_t>(sync_.returned);
  }
  char* buffer = ogg_sync_buffer(&sync_, static_cast<long>(count));
  if (buffer == nullptr) throw std::bad_alloc();
  sync_.returned = kept;
  const std::size_t got = source_->read_at(offset, buffer, count);
  ogg_sync_wrote(&sync_, static_cast<long>(got));
  return got > 0;
}

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
