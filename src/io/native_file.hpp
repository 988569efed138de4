#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "io/byte_sink.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// What the file system knows about a path, links followed.
struct file_status {
  enum class kind { missing, regular, directory, other };
  kind type = kind::missing;
  std::uint64_t size = 0;
  std::uint64_t num_links = 1;
  bool writable = true;  ///< by us, as far as its permissions say
  unsigned mode = 0;     ///< permission bits (POSIX)
  std::uint64_t owner = 0;
  std::uint64_t group = 0;
};

/// An open file of the operating system; the one place that calls it, with a POSIX and a Windows implementation.
/// Paths are UTF-8 (any bytes on POSIX). Errors are io_error with `label`, the name that the caller knows.
class native_file final : public byte_sink {
public:
  enum class access { read, read_write, write_only, create_new };

  native_file() noexcept = default;
  /// `mode`: the permission bits of a file that is created, before the umask.
  native_file(const std::string& path, access how, const std::string& label, unsigned mode = 0666);
  native_file(native_file&& other) noexcept;
  native_file& operator=(native_file&& other) noexcept;
  ~native_file() override;

  void write_at(std::uint64_t offset, const void* data, std::size_t count) override;
  std::size_t read_at(std::uint64_t offset, void* destination, std::size_t count) override;
  std::uint64_t size() const noexcept override { return size_; }

  /// Writes where the last append ended, without seeking: for pipes and devices.
  void append(const void* data, std::size_t count);
  void resize(std::uint64_t size);
  /// Gives the file the permission bits and the owner of `like`; false if the system refuses.
  bool adopt_ownership(const file_status& like) noexcept;
  /// Closes and reports what the system held back until now.
  void close();

private:
  void close_quietly() noexcept;
  [[noreturn]] void fail() const;

  std::intptr_t handle_ = -1;
  std::uint64_t size_ = 0;  // as far as we wrote, or the size when it was opened
  std::string label_;
};

/// The file that a chain of symbolic links ends at; it need not exist. Throws io_error (ELOOP).
std::string resolve_links(const std::string& path);
file_status status_of(const std::string& path);
/// Puts `from` in the place of `to` in one step; returns an errno value, 0 on success.
int rename_over(const std::string& from, const std::string& to) noexcept;
void remove_quietly(const std::string& path) noexcept;
/// The part before the last separator, with it ("" if there is none).
std::string folder_of(const std::string& path);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
