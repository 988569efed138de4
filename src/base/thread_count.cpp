#include "base/thread_count.hpp"

#include <algorithm>
#include <string>
#include <thread>

#include <acestep_compat/core/error.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

int thread_count(int num_threads) {
  if (num_threads < 0) {
    throw invalid_argument(("num_threads must be >= 0, got " + std::to_string(num_threads)).c_str());
  }
  // hardware_concurrency() may answer 0: not known.
  return num_threads > 0 ? num_threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
