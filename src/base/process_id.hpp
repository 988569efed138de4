#pragma once

#ifndef _WIN32
#include <unistd.h>
#endif

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Distinguishes a child of `fork`, in which no other thread of its parent exists, from the parent. Windows has no
/// `fork`.
inline long process_id() noexcept {
#ifdef _WIN32
  return 0;
#else
  return getpid();
#endif
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
