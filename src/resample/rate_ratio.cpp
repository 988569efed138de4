#include "resample/rate_ratio.hpp"

#include <limits>
#include <numeric>

#include <acestep_compat/core/resampler.hpp>

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

std::int64_t resampled_length(std::int64_t num_frames, int orig_rate, int new_rate) {
  const detail::rate_ratio ratio = detail::make_rate_ratio(orig_rate, new_rate);
  detail::require_at_least("num_frames", num_frames, 0);
  // Whole periods and the rest apart, so that no product overflows where the result does not.
  const std::int64_t periods = num_frames / ratio.down;
  const std::int64_t rest = (num_frames % ratio.down * ratio.up + ratio.down - 1) / ratio.down;
  if (periods > (std::numeric_limits<std::int64_t>::max() - rest) / ratio.up) {
    detail::fail<invalid_argument>("num_frames is too large to be resampled from ", orig_rate, " to ", new_rate,
                                   " Hz: ", num_frames);
  }
  return periods * ratio.up + rest;
}

}  // namespace v0
}  // namespace acestep_compat
