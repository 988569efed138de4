#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/audio_source.hpp>
#include <acestep_compat/core/error.hpp>

#include "support/bytes.hpp"

namespace test_support {

/// Collects the warnings of calls.
struct warning_log {
  std::vector<acestep_compat::warning_kind> kinds;
  std::vector<std::string> messages;

  acestep_compat::call_hooks hooks() {
    acestep_compat::call_hooks result;
    result.user = this;
    result.warn = [](const acestep_compat::warning& what, void* user) {
      auto& log = *static_cast<warning_log*>(user);
      log.kinds.push_back(what.kind);
      log.messages.push_back(what.message.str());
    };
    return result;
  }
};

inline std::unique_ptr<acestep_compat::audio_source> source_of(const bytes& file) {
  return acestep_compat::audio_source::from_memory(file.data(), file.size());
}

/// Loads from memory and fails the test on any warning.
inline acestep_compat::audio_buffer load(const bytes& file, const acestep_compat::load_options& options = {}) {
  warning_log log;
  auto loaded = acestep_compat::load_audio(*source_of(file), options, log.hooks());
  EXPECT_EQ(log.messages, std::vector<std::string>{});
  return std::move(loaded.samples);
}

inline const bytes alphabet{'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'};

/// As text.
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
