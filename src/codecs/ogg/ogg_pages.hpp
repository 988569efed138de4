#pragma once

#include <cstdint>
#include <optional>

#include <ogg/ogg.h>

#include <acestep_compat/core/audio_source.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

/// The Ogg pages of a source, one after another; bytes that form no page with a valid checksum are passed over.
class page_reader {
public:
  explicit page_reader(audio_source& source);
  page_reader(const page_reader&) = delete;
  page_reader& operator=(const page_reader&) = delete;
  ~page_reader();

  /// The next page begins at or behind byte `offset`.
  void seek(std::uint64_t offset);
  /// False at the end of the source. Throws io_error.
  bool next();

  /// The page that `next` found, valid until its next call, and the bytes that it takes.
  ogg_page& page() noexcept { return page_; }
  std::uint64_t page_begin() const noexcept { return page_begin_; }
  std::uint64_t page_end() const noexcept { return page_end_; }
  std::int64_t granule() const noexcept { return ogg_page_granulepos(&page_); }
  int serial() const noexcept { return ogg_page_serialno(&page_); }

private:
  audio_source& source_;
  ogg_sync_state sync_;
  ogg_page page_{};
  std::uint64_t read_offset_ = 0;  // what libogg gets next
  std::uint64_t page_begin_ = 0;
  std::uint64_t page_end_ = 0;
};

/// The last page of a source, or the last one that ends a packet.
struct last_page {
  int serial = 0;
  std::int64_t granule = -1;
  bool ends_stream = false;
};
/// Reads as little from the end as it can; none when there is no page.
std::optional<last_page> find_last_page(audio_source& source);

/// Where the last page lies that ends a packet, among those of stream `serial` from byte `begin` on, with a granule
/// position <= `limit`. Granule positions ascend, so that this is a bisection.
std::optional<std::uint64_t> find_page_before(page_reader& pages, int serial, std::uint64_t begin, std::uint64_t end,
                                              std::int64_t limit);

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
