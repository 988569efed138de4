#pragma once

#include <cstdint>

#include <ogg/ogg.h>

#include "codecs/ogg/pages.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

/// The packets of one logical stream, that of the first page of a range of bytes.
class packet_reader {
public:
  /// Throws decode_error when there is no Ogg page in the range.
  packet_reader(page_reader& pages, byte_range range);
  packet_reader(const packet_reader&) = delete;
  packet_reader& operator=(const packet_reader&) = delete;
  ~packet_reader();

  int serial() const noexcept { return serial_; }
  /// Whether pages of other streams were met: several streams at once, or one after another.
  bool has_other_streams() const noexcept { return other_streams_; }

  /// The next packet that ends on the page read last; false when there is none left.
  bool next_on_page(ogg_packet& packet);
  /// Reads the next page of the stream; false at the end.
  bool next_page();
  /// The next packet, reading on as needed; false at the end.
  bool next(ogg_packet& packet);

  /// Reads on at the page that begins at byte `offset`, dropping the rest of a packet that began before it.
  void restart(std::uint64_t offset);
  /// The page read last. Whoever moves it on calls `restart` next.
  page_reader& pages() noexcept { return pages_; }

private:
  page_reader& pages_;
  byte_range range_;
  ogg_stream_state stream_{};
  int serial_ = 0;
  bool other_streams_ = false;
};

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
