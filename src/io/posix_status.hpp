#pragma once

#include <sys/stat.h>

#include "io/file_system.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

inline file_kind kind_of(const struct stat& found) noexcept {
  if (S_ISREG(found.st_mode)) return file_kind::regular;
  if (S_ISDIR(found.st_mode)) return file_kind::directory;
  return S_ISCHR(found.st_mode) ? file_kind::device : file_kind::pipe;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
