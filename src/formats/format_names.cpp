#include <string_view>

#include <acestep_compat/core/audio_writer.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace {

struct extension_row {
  std::string_view extension;
  audio_format format;
};

constexpr extension_row extensions[] = {
    {"wav", audio_format::wav},   {"wave", audio_format::wav},   {"rf64", audio_format::rf64},
    {"w64", audio_format::w64},   {"flac", audio_format::flac},  {"ogg", audio_format::ogg},
    {"oga", audio_format::ogg},   {"vorbis", audio_format::ogg}, {"opus", audio_format::opus},
    {"mp3", audio_format::mp3},   {"aiff", audio_format::aiff},  {"aif", audio_format::aiff},
    {"aifc", audio_format::aiff}, {"au", audio_format::au},      {"snd", audio_format::au},
    {"caf", audio_format::caf},
};

bool equals_ignoring_case(std::string_view text, std::string_view lower) noexcept {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != lower[i]) return false;
  }
  return true;
}

}  // namespace

audio_format format_from_extension(cstring_view extension) noexcept {
  std::string_view text = extension.c_str();
  if (!text.empty() && text.front() == '.') text.remove_prefix(1);
  for (const extension_row& row : extensions) {
    if (equals_ignoring_case(text, row.extension)) return row.format;
  }
  return audio_format::unknown;
}

}  // namespace v0
}  // namespace acestep_compat
