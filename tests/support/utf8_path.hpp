#pragma once

#include <filesystem>
#include <string>

namespace test_support {

/// The path that UTF-8 names on every system; std::filesystem takes plain text for the system's own encoding.
inline std::filesystem::path utf8_path(const std::string& text) {
  return std::u8string(text.begin(), text.end());
}

}  // namespace test_support
