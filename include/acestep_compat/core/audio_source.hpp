#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include <acestep_compat/core/cstring_view.hpp>
#include <acestep_compat/core/export.hpp>

namespace acestep_compat {
inline namespace v0 {

/// Where encoded bytes come from: a file, memory, or a caller's own class. Reads are positional, so several readers
/// can share one source.
class ACESTEP_COMPAT_API audio_source {
public:
  audio_source() noexcept = default;
  audio_source(const audio_source&) = delete;
  audio_source& operator=(const audio_source&) = delete;
  virtual ~audio_source();

  /// Copies up to `count` bytes from `offset` into `destination` and returns how many: fewer only at the end of the
  /// source. Throws io_error. May be called from several threads at once.
  virtual std::size_t read_at(std::uint64_t offset, void* destination, std::size_t count) = 0;

  /// The size in bytes.
  virtual std::uint64_t size() = 0;

  /// The path, or a name such as "<bytes>", for messages. Lives as long as the source.
  virtual cstring_view name() const noexcept = 0;

  /// The whole content if it is already in memory (`size()` bytes), else null.
  virtual const unsigned char* memory() const noexcept { return nullptr; }

  /// Opens a regular file for reading; `path` is UTF-8 (any bytes on POSIX). Throws io_error with the errno of a
  /// missing file, a directory (EISDIR) or one without permission. A pipe or device is read into memory first.
  static std::unique_ptr<audio_source> open_file(cstring_view path);

  /// Bytes that the caller keeps alive for as long as the source lives; nothing is copied.
  static std::unique_ptr<audio_source> from_memory(const void* data, std::size_t size, cstring_view name = "<bytes>");
};

}  // namespace v0
}  // namespace acestep_compat
