#include "formats/id3_genre.hpp"

#include <array>
#include <cstddef>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

// ID3v2.3.0, appendix A.3, without Winamp's extensions (from 80 on).
constexpr std::array names{
    "Blues",
    "Classic Rock",
    "Country",
    "Dance",
    "Disco",
    "Funk",
    "Grunge",
    "Hip-Hop",
    "Jazz",
    "Metal",
    "New Age",
    "Oldies",
    "Other",
    "Pop",
    "R&B",
    "Rap",
    "Reggae",
    "Rock",
    "Techno",
    "Industrial",
    "Alternative",
    "Ska",
    "Death Metal",
    "Pranks",
    "Soundtrack",
    "Euro-Techno",
    "Ambient",
    "Trip-Hop",
    "Vocal",
    "Jazz+Funk",
    "Fusion",
    "Trance",
    "Classical",
    "Instrumental",
    "Acid",
    "House",
    "Game",
    "Sound Clip",
    "Gospel",
    "Noise",
    "AlternRock",
    "Bass",
    "Soul",
    "Punk",
    "Space",
    "Meditative",
    "Instrumental Pop",
    "Instrumental Rock",
    "Ethnic",
    "Gothic",
    "Darkwave",
    "Techno-Industrial",
    "Electronic",
    "Pop-Folk",
    "Eurodance",
    "Dream",
    "Southern Rock",
    "Comedy",
    "Cult",
    "Gangsta",
    "Top 40",
    "Christian Rap",
    "Pop/Funk",
    "Jungle",
    "Native American",
    "Cabaret",
    "New Wave",
    "Psychedelic",
    "Rave",
    "Showtunes",
    "Trailer",
    "Lo-Fi",
    "Tribal",
    "Acid Punk",
    "Acid Jazz",
    "Polka",
    "Retro",
    "Musical",
    "Rock & Roll",
    "Hard Rock",
};
static_assert(names.size() == 80);

}  // namespace

std::string genre_text(const std::string& genre) {
  const bool in_parentheses = !genre.empty() && genre.front() == '(';
  const std::size_t first = in_parentheses ? 1 : 0;
  std::size_t end = first;
  std::size_t number = 0;
  while (end < genre.size() && end - first < 3 && genre[end] >= '0' && genre[end] <= '9') {
    number = 10 * number + static_cast<std::size_t>(genre[end] - '0');
    ++end;
  }
  if (end == first) return genre;
  if (in_parentheses) {
    if (end == genre.size() || genre[end] != ')') return genre;
    ++end;
    if (end < genre.size()) return genre.substr(end);  // a text that refines the number
  } else if (end < genre.size()) {
    return genre;
  }
  return number < names.size() ? names[number] : genre;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
