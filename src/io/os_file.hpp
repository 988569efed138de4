#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "io/byte_store.hpp"
#include "io/file_system.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// An open file of the operating system: the one place that calls it to read and write, under sources, atomic saving
/// and saving in place. Errors are io_error with `label`, the name that the caller knows. Reading by position may be
/// done by several threads at once.
class os_file final : public byte_store {
public:
  enum class access { read, read_write, write_only, create_new };

  os_file() noexcept = default;
  /// `mode`: the permission bits of a file that is created, before the umask. A directory is an error (EISDIR) on
  /// Windows and where it is opened to be written.
  os_file(const std::string& path, access how, const std::string& label, unsigned mode = 0666);
  os_file(os_file&& other) noexcept;
  os_file& operator=(os_file&& other) noexcept;
  ~os_file() override;

  void write_at(std::uint64_t offset, const void* data, std::size_t count) override;
  std::size_t read_at(std::uint64_t offset, void* destination, std::size_t count) override;
  std::uint64_t size() const noexcept override { return size_; }

  file_kind kind() const noexcept { return kind_; }
  const std::string& label() const noexcept { return label_; }

  // For pipes and devices, which have no positions:

  /// Writes all `count` bytes where the last append ended.
  void append(const void* data, std::size_t count);
  /// Reads up to `count` bytes from where the last call ended; 0 at the end.
  std::size_t read_next(void* destination, std::size_t count);

  void resize(std::uint64_t size);
  /// Gives the file the permission bits and the owner of `like`; false if the system refuses.
  bool adopt_ownership(const file_status& like) noexcept;
  /// Closes, and reports errors that the system has delayed until now.
  void close();

private:
  // One system call each, at `offset`, or without one where the last call ended; `count` is at most `largest_transfer`.
  std::size_t read_once(const std::uint64_t* offset, void* destination, std::size_t count) const;
  std::size_t write_once(const std::uint64_t* offset, const void* data, std::size_t count) const;
  void close_quietly() noexcept;
  [[noreturn]] void fail() const;  // with what the system's last error was

  std::intptr_t handle_ = -1;
  file_kind kind_ = file_kind::missing;
  std::uint64_t size_ = 0;  // as far as we wrote, or the size when it was opened
  std::string label_;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
