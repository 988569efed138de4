#include "support/atomic_saving.hpp"

#include <filesystem>
#include <stdexcept>

#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <windows.h>
#else
#include <sys/stat.h>
#endif
#include <gtest/gtest.h>

#include <acestep_compat/core/error.hpp>

#include "support/song.hpp"
#include "support/writing.hpp"

namespace test_support {

acestep_compat::writer_options as_wav() {
  acestep_compat::writer_options options;
  options.format = acestep_compat::audio_format::wav;
  return options;
}

bytes wav_content(std::int64_t num_frames) {
  return encode(song(2, num_frames), 48000, as_wav());
}

int save_counting_warnings(const std::string& path, std::int64_t num_frames) {
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

int code_of_saving(const std::string& path) {
  try {
    save(path, song(2, 100), 48000, as_wav());
  } catch (const acestep_compat::io_error& failure) {
    EXPECT_STREQ(failure.path().c_str(), path.c_str());
    return failure.code();
  }
  return 0;
}

#ifdef _WIN32

std::uint64_t file_identity(const std::string& path) {
  const HANDLE file = CreateFileW(std::filesystem::path(path).c_str(), 0, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                                  OPEN_EXISTING, 0, nullptr);
  BY_HANDLE_FILE_INFORMATION found{};
  const bool known = file != INVALID_HANDLE_VALUE && GetFileInformationByHandle(file, &found) != 0;
  if (file != INVALID_HANDLE_VALUE) CloseHandle(file);
  if (!known) throw std::runtime_error("no such file: " + path);
  return std::uint64_t{found.nFileIndexHigh} << 32 | found.nFileIndexLow;
}

#else

std::uint64_t file_identity(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) throw std::runtime_error("no such file: " + path);
  return found.st_ino;
}

#endif

}  // namespace test_support
