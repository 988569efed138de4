#pragma once

// What the tests of saving over a file have in common on every system.

#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include <acestep_compat/core/audio_writer.hpp>
#include <acestep_compat/core/error.hpp>

#include "support/collecting_sink.hpp"
#include "support/song.hpp"
#include "support/temporary_folder.hpp"

namespace test_support {

inline const bytes old_content(5000, 'x');

inline acestep_compat::writer_options as_wav() {
  acestep_compat::writer_options options;
  options.format = acestep_compat::audio_format::wav;
  return options;
}

/// The file that save_counting_warnings writes.
inline bytes wav_content(std::int64_t num_frames = 1000) {
  return encode(song(2, num_frames), 48000, as_wav());
}

/// Saves with a handler that counts the warnings that a save was not atomic; the number of them.
inline int save_counting_warnings(const std::string& path, std::int64_t num_frames = 1000) {
  int warnings = 0;
  acestep_compat::call_hooks hooks;
  hooks.user = &warnings;
  hooks.warn = [](const acestep_compat::warning& what, void* user) {
    if (what.kind == acestep_compat::warning_kind::not_atomic) ++*static_cast<int*>(user);
  };
  acestep_compat::audio_writer writer(path, 48000, 2, as_wav(), hooks);
  writer.write(song(2, num_frames).view());
  writer.commit();
  return warnings;
}

/// The errno value with which saving a WAV file fails; 0 if it does not.
inline int code_of_saving(const std::string& path) {
  try {
    save(path, song(2, 100), 48000, as_wav());
  } catch (const acestep_compat::io_error& failure) {
    EXPECT_STREQ(failure.path().c_str(), path.c_str());
    return failure.code();
  }
  return 0;
}

}  // namespace test_support
