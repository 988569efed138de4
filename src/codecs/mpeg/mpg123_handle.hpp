#pragma once

// The only file that includes <mpg123.h>; mpeg_decoder.cpp and id3_tags.cpp are its only users.

#include <memory>

#include <mpg123.h>

#include <acestep_compat/core/error.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace mpeg {

struct mpg123_deleter {
  void operator()(mpg123_handle* handle) const noexcept { mpg123_delete(handle); }
};
using mpg123_pointer = std::unique_ptr<mpg123_handle, mpg123_deleter>;

/// A handle with these MPG123_FLAGS; libmpg123 prints nothing. Throws decode_error.
inline mpg123_pointer make_mpg123_handle(long flags) {
  int code = MPG123_OK;
  mpg123_pointer handle(mpg123_new(nullptr, &code));
  if (!handle) throw decode_error(mpg123_plain_strerror(code));
  mpg123_param(handle.get(), MPG123_FLAGS, flags | MPG123_QUIET, 0.0);
  return handle;
}

}  // namespace mpeg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
