#pragma once

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The number of threads that a `num_threads` argument means: itself when >= 1, one thread per CPU for 0. Throws
/// invalid_argument for a negative number.
int thread_count(int num_threads);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
