#pragma once

#include <cstdint>
#include <string>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

enum class file_kind {
  missing,
  regular,
  directory,
  device,  ///< one of characters, such as a terminal or /dev/zero
  pipe     ///< or a socket, or anything else
};

/// What the file system knows about a file.
struct file_status {
  file_kind kind = file_kind::missing;
  std::uint64_t size = 0;
  std::uint64_t num_links = 1;
  bool writable = true;  ///< by us, as far as its permissions say
  unsigned mode = 0;     ///< permission bits (POSIX)
  std::uint64_t owner = 0;
  std::uint64_t group = 0;
};

// Paths are UTF-8 (any bytes on POSIX), here and wherever a path is a std::string.

/// Links are followed.
file_status status_of(const std::string& path);
/// The file that a chain of symbolic links ends at; it need not exist. Throws io_error (ELOOP).
std::string resolve_links(const std::string& path);
/// Replaces `to` by `from` in one step; returns an errno value, 0 on success.
int rename_over(const std::string& from, const std::string& to) noexcept;
void remove_quietly(const std::string& path) noexcept;
/// The part before the last separator, with it ("" if there is none).
std::string folder_of(const std::string& path);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
