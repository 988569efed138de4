#pragma once

#include <ATen/Parallel.h>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// 0 becomes torch's own thread count, which a DataLoader's worker and at::set_num_threads() have set.
inline int torch_thread_count(int num_threads) {
  return num_threads == 0 ? at::get_num_threads() : num_threads;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
