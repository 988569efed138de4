#include "support/file_identity.hpp"

#include <filesystem>
#include <stdexcept>

#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#else
#include <sys/stat.h>
#endif

namespace test_support {

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
