#pragma once

#include <cstdint>

#include <ogg/ogg.h>

#include "codecs/ogg/ogg_pages.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

/// The packets of the first logical stream of a source.
class packet_reader {
public:
  /// Throws decode_error when the source does not begin with an Ogg page.
  explicit packet_reader(audio_source& source);
  packet_reader(const packet_reader&) = delete;
  packet_reader& operator=(const packet_reader&) = delete;
  ~packet_reader();

  int serial() const noexcept { return serial_; }
  /// Whether pages of other streams were met: several streams at once, or one after another.
  bool has_other_streams() const noexcept { return other_streams_; }
  /// Whether pages are missing (so far).
  bool has_holes() const noexcept { return holes_; }

  /// The next packet that ends on the page read last; false when there is none left.
  bool next_on_page(ogg_packet& packet);
  /// Reads the next page of the stream; false at the end.
  bool next_page();
  /// The next packet, reading on as needed; false at the end.
  bool next(ogg_packet& packet);

  /// Of the page read last.
  const page_reader& page() const noexcept { return pages_; }
  /// Reads on at the page that begins at byte `offset`, dropping the rest of a packet that began before it.
  void restart(std::uint64_t offset);
  page_reader& pages() noexcept { return pages_; }

private:
  page_reader pages_;
  ogg_stream_state stream_{};
  int serial_ = 0;
  bool other_streams_ = false;
  bool holes_ = false;
};

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
