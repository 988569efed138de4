#include "codecs/ogg/index.hpp"

#include <algorithm>

#include <acestep_compat/core/error.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

namespace {

bool begins_with(const ogg_page& page, std::string_view identification) noexcept {
  const std::string_view body(reinterpret_cast<const char*>(page.body), static_cast<std::size_t>(page.body_len));
  return body.substr(0, identification.size()) == identification;
}

void append(std::vector<byte_range>& ranges, byte_range next) {
  if (!ranges.empty() && ranges.back().end == next.begin) {
    ranges.back().end = next.end;
  } else {
    ranges.push_back(next);
  }
}

// Where the first page of another stream begins after `begin`, a page of stream `serial`.
std::uint64_t find_link_end(page_reader& pages, int serial, std::uint64_t begin, std::uint64_t size) {
  constexpr std::uint64_t short_range = 64 * 1024;
  const auto reaches = [&](std::uint64_t offset) {
    pages.seek({offset, size});
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
  pages.seek({begin, size});
  while (pages.next()) {
    if (pages.serial() != serial) return pages.page_begin();
  }
  return size;
}

ogg_link describe_link(page_reader& pages, byte_range range) {
  return {range, find_last_page(pages, range).value_or(last_page{})};
}

}  // namespace

bool has_streams_side_by_side(page_reader& pages) {
  pages.seek(pages.whole_source());
  for (int i = 0; i < 2; ++i) {
    if (!pages.next() || !pages.begins_stream()) return false;
  }
  return true;
}

std::vector<byte_range> find_stream(page_reader& pages, std::string_view identification) {
  std::vector<byte_range> found;
  bool has_stream = false;
  int serial = 0;  // of the stream that is taken
  bool was_first_page = false;
  pages.seek(pages.whole_source());
  while (pages.next()) {
    const bool is_first_page = pages.begins_stream();
    if (is_first_page && !was_first_page) has_stream = false;  // the link before has ended
    was_first_page = is_first_page;
    if (is_first_page && !has_stream && begins_with(pages.page(), identification)) {
      has_stream = true;
      serial = pages.serial();
    }
    if (has_stream && pages.serial() == serial) append(found, {pages.page_begin(), pages.page_end()});
  }
  return found;
}

std::vector<byte_range> find_payload(page_reader& pages, byte_range& range, std::string_view identification) {
  pages.seek(range);
  if (!pages.next() || !pages.begins_stream() || !begins_with(pages.page(), identification)) return {};
  const int serial = pages.serial();
  std::vector<byte_range> found;
  do {
    if (pages.serial() != serial) {
      range.end = pages.page_begin();
      break;
    }
    append(found, {pages.page_begin() + static_cast<std::uint64_t>(pages.page().header_len), pages.page_end()});
  } while (pages.next());
  return found;
}

std::optional<ogg_link> find_only_link(page_reader& pages) {
  const byte_range whole = pages.whole_source();
  pages.seek(whole);
  if (!pages.next()) throw decode_error("there is no Ogg page");
  const int serial = pages.serial();
  const ogg_link link = describe_link(pages, whole);
  return link.last.serial == serial ? std::optional(link) : std::nullopt;
}

std::optional<ogg_link> find_link(page_reader& pages, std::uint64_t offset) {
  const std::uint64_t size = pages.source().size();
  if (offset >= size) return std::nullopt;  // what is in memory stays there
  pages.seek({offset, size});
  if (!pages.next()) return std::nullopt;
  const std::uint64_t begin = pages.page_begin();
  return describe_link(pages, {begin, find_link_end(pages, pages.serial(), begin, size)});
}

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
