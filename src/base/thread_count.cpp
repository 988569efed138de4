#include "base/thread_count.hpp"

#include <algorithm>
#include <thread>

#include "base/fail.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

int thread_count(int num_threads) {
  require_at_least("num_threads", num_threads, 0);
  // hardware_concurrency() may answer 0: not known.
  return num_threads > 0 ? num_threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
