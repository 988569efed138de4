#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <acestep_compat/core/audio_source.hpp>
#include <acestep_compat/core/error.hpp>

namespace test_support {

inline const std::vector<unsigned char> alphabet{'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'};

inline std::string read(acestep_compat::audio_source& source, std::uint64_t offset, std::size_t count) {
  std::string text(count, '?');
  text.resize(source.read_at(offset, text.data(), count));
  return text;
}

/// The errno value with which a file cannot be opened; 0 if it can.
inline int code_of_opening(const std::string& path) {
  try {
    acestep_compat::audio_source::open_file(path);
  } catch (const acestep_compat::io_error& failure) {
    EXPECT_STREQ(failure.path().c_str(), path.c_str());
    return failure.code();
  }
  return 0;
}

}  // namespace test_support
