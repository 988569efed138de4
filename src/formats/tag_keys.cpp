#include "formats/tag_keys.hpp"

#include "base/bytes.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

constexpr tag_key keys[] = {
    {"title", four_cc("INAM"), four_cc("NAME"), "TIT2", "", "title"},
    {"artist", four_cc("IART"), four_cc("AUTH"), "TPE1", "", "artist"},
    {"album", four_cc("IPRD"), 0, "TALB", "", "album"},
    {"date", four_cc("ICRD"), 0, "TDRC", "TYER", "year"},
    {"tracknumber", four_cc("ITRK"), 0, "TRCK", "", ""},
    {"genre", four_cc("IGNR"), 0, "TCON", "", "genre"},
    {"comment", four_cc("ICMT"), four_cc("ANNO"), "COMM", "", "comments"},
    {"copyright", four_cc("ICOP"), four_cc("(c) "), "TCOP", "", "copyright"},
    {"software", four_cc("ISFT"), 0, "TSSE", "", ""},
    {"license", 0, 0, "", "", ""},
};

}  // namespace

std::span<const tag_key> tag_keys() noexcept {
  return keys;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
