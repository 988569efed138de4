#pragma once

// What the tests of saving over a file have in common on every system.

#include <cstdint>
#include <string>

#include <acestep_compat/core/audio_writer.hpp>

#include "support/bytes.hpp"

namespace test_support {

inline const bytes old_content(5000, 'x');

acestep_compat::writer_options as_wav();

/// The file that save_counting_warnings writes.
bytes wav_content(std::int64_t num_frames = 1000);

/// Saves with a handler that counts the warnings that a save was not atomic; the number of them.
int save_counting_warnings(const std::string& path, std::int64_t num_frames = 1000);

/// The errno value with which saving a WAV file fails; 0 if it does not.
int code_of_saving(const std::string& path);

/// What stays the same as long as a path leads to the same file of the file system: the inode's number, or Windows'
/// index of the file. Throws std::runtime_error.
std::uint64_t file_identity(const std::string& path);

}  // namespace test_support
