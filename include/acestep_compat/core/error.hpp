#pragma once

#include <stdexcept>

#include <acestep_compat/core/cstring_view.hpp>
#include <acestep_compat/core/export.hpp>

namespace acestep_compat {
inline namespace v0 {

/// Base of everything that this library throws. `what()` is UTF-8 and names the file, the value and the limit.
class ACESTEP_COMPAT_API error : public std::runtime_error {
public:
  explicit error(const char* message);
  error(const error&) noexcept = default;
  error& operator=(const error&) noexcept = default;
  ~error() override;
};

/// The bytes are not audio, are corrupt, or no backend here decodes them.
class ACESTEP_COMPAT_API decode_error : public error {
public:
  /// `foreign_container` is true when the content carries the signature of a container or codec that this library
  /// does not decode itself (MP4, ADTS, Matroska, ASF, ...), so that asking another program makes sense.
  explicit decode_error(const char* message, bool foreign_container = false);
  decode_error(const decode_error&) noexcept = default;
  decode_error& operator=(const decode_error&) noexcept = default;
  ~decode_error() override;

  bool foreign_container() const noexcept { return foreign_container_; }

private:
  bool foreign_container_;
};

/// An encoder refused the data or failed.
class ACESTEP_COMPAT_API encode_error : public error {
public:
  explicit encode_error(const char* message);
  encode_error(const encode_error&) noexcept = default;
  encode_error& operator=(const encode_error&) noexcept = default;
  ~encode_error() override;
};

/// An argument is outside its range; the message names the argument, its value and the limit.
class ACESTEP_COMPAT_API invalid_argument : public error {
public:
  explicit invalid_argument(const char* message);
  invalid_argument(const invalid_argument&) noexcept = default;
  invalid_argument& operator=(const invalid_argument&) noexcept = default;
  ~invalid_argument() override;
};

/// The operating system refused: no such file, a directory, no permission, a full disk.
class ACESTEP_COMPAT_API io_error : public error {
public:
  /// `code` is an `errno` value; `path` is the file that it is about (may be empty).
  io_error(int code, cstring_view path);
  io_error(const io_error&) noexcept = default;
  io_error& operator=(const io_error&) noexcept = default;
  ~io_error() override;

  int code() const noexcept { return code_; }
  cstring_view path() const noexcept { return path_.what(); }

private:
  int code_;
  std::runtime_error path_;  // a text whose copy cannot throw and whose layout no std::string ABI changes
};

/// `call_hooks::poll` asked for the call to end (Ctrl-C). Nothing is left behind.
class ACESTEP_COMPAT_API cancelled : public error {
public:
  cancelled();
  cancelled(const cancelled&) noexcept = default;
  cancelled& operator=(const cancelled&) noexcept = default;
  ~cancelled() override;
};

}  // namespace v0
}  // namespace acestep_compat
