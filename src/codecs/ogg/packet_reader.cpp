#include "codecs/ogg/packet_reader.hpp"

#include <new>

#include <acestep_compat/core/error.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

packet_reader::packet_reader(page_reader& pages, byte_range range) : pages_(pages), range_(range) {
  pages_.seek(range_);
  if (!pages_.next()) throw decode_error("there is no Ogg page");
  serial_ = pages_.serial();
  if (ogg_stream_init(&stream_, serial_) != 0) throw std::bad_alloc();
  ogg_stream_pagein(&stream_, &pages_.page());
}

packet_reader::~packet_reader() {
  ogg_stream_clear(&stream_);
}

bool packet_reader::next_on_page(ogg_packet& packet) {
  int result = 0;
  do {
    result = ogg_stream_packetout(&stream_, &packet);
  } while (result < 0);  // a page is missing
  return result > 0;
}

bool packet_reader::next_page() {
  while (pages_.next()) {
    if (pages_.serial() == serial_) {
      ogg_stream_pagein(&stream_, &pages_.page());
      return true;
    }
    other_streams_ = true;
  }
  return false;
}

bool packet_reader::next(ogg_packet& packet) {
  while (!next_on_page(packet)) {
    if (!next_page()) return false;
  }
  return true;
}

void packet_reader::restart(std::uint64_t offset) {
  ogg_stream_reset(&stream_);
  pages_.seek({offset, range_.end});
}

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
