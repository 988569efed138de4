#include "resample/rate_ratio.hpp"

#include <numeric>

#include "base/fail.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

rate_ratio make_rate_ratio(int orig_rate, int new_rate) {
  if (orig_rate <= 0) fail<invalid_argument>("orig_rate must be > 0 Hz, got ", orig_rate);
  if (new_rate <= 0) fail<invalid_argument>("new_rate must be > 0 Hz, got ", new_rate);
  const std::int64_t up = new_rate;
  const std::int64_t down = orig_rate;
  if (up > max_rate_ratio * down || down > max_rate_ratio * up) {
    fail<invalid_argument>("orig_rate and new_rate must differ by a factor of at most ", max_rate_ratio, ", got ",
                           orig_rate, " Hz and ", new_rate, " Hz");
  }
  const std::int64_t divisor = std::gcd(up, down);
  return {up / divisor, down / divisor};
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
