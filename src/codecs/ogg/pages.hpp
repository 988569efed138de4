#pragma once

#include <cstdint>

#include <ogg/ogg.h>

#include <acestep_compat/core/audio_source.hpp>

#include "io/source_parts.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

/// The Ogg pages of a source, one after another; bytes that do not form a page with a valid checksum are skipped.
///
/// What was read last stays in memory for a while, so that going back a little reads nothing again: from the headers
/// to the first page, or to the page that a search found.
class page_reader {
public:
  explicit page_reader(audio_source& source);
  page_reader(page_reader&& other) noexcept;
  page_reader& operator=(page_reader&&) = delete;
  ~page_reader();

  audio_source& source() const noexcept { return *source_; }
  byte_range whole_source() const { return {0, source_->size()}; }

  /// The pages to come are those of `range`, as if nothing followed it.
  void seek(byte_range range) noexcept;
  /// Whether a `seek` to byte `offset` reads nothing.
  bool is_in_memory(std::uint64_t offset) const noexcept;
  /// False at the end of the range. Throws io_error.
  bool next();

  /// The page that `next` found, valid until its next call or a `seek`, and the bytes that it takes.
  ogg_page& page() noexcept { return page_; }
  std::uint64_t page_begin() const noexcept { return page_begin_; }
  std::uint64_t page_end() const noexcept { return page_end_; }
  std::int64_t granule() const noexcept { return ogg_page_granulepos(&page_); }
  int serial() const noexcept { return ogg_page_serialno(&page_); }
  bool begins_stream() const noexcept { return ogg_page_bos(&page_) != 0; }
  bool ends_stream() const noexcept { return ogg_page_eos(&page_) != 0; }

private:
  std::uint64_t memory_end() const noexcept { return memory_begin_ + static_cast<std::uint64_t>(sync_.fill); }
  bool read_more();

  audio_source* source_;
  ogg_sync_state sync_{};  // holds the bytes from memory_begin_ on
  ogg_page page_{};
  std::uint64_t memory_begin_ = 0;
  std::uint64_t range_end_;
  std::uint64_t page_begin_ = 0;
  std::uint64_t page_end_ = 0;
};

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
