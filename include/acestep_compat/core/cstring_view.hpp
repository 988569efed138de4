#pragma once

#include <cstddef>
#include <cstring>
#include <string>

namespace acestep_compat {
inline namespace v0 {

/// A NUL-terminated UTF-8 text that someone else owns: how text crosses the compiled boundary, whose ABI must not
/// depend on `std::string`. Never null: a default-constructed view is the empty text.
///
/// Example: `audio_source::open_file("song.flac")`, `audio_source::open_file(path.string())`.
class cstring_view {
public:
  constexpr cstring_view() noexcept = default;
  constexpr cstring_view(const char* text) noexcept : text_(text == nullptr ? "" : text) {}
  cstring_view(const std::string& text) noexcept : text_(text.c_str()) {}

  constexpr const char* c_str() const noexcept { return text_; }
  std::size_t size() const noexcept { return std::strlen(text_); }
  constexpr bool empty() const noexcept { return *text_ == '\0'; }
  std::string str() const { return text_; }

  friend bool operator==(cstring_view a, cstring_view b) noexcept { return std::strcmp(a.text_, b.text_) == 0; }
  friend bool operator!=(cstring_view a, cstring_view b) noexcept { return !(a == b); }

private:
  const char* text_ = "";
};

}  // namespace v0
}  // namespace acestep_compat
