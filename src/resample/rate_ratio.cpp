#include "resample/rate_ratio.hpp"

#include <limits>
#include <numeric>
#include <string>

#include <acestep_compat/core/error.hpp>
#include <acestep_compat/core/resampler.hpp>

namespace acestep_compat {
inline namespace v0 {

namespace detail {

rate_ratio make_rate_ratio(int orig_rate, int new_rate) {
  if (orig_rate <= 0) throw invalid_argument(("orig_rate must be > 0 Hz, got " + std::to_string(orig_rate)).c_str());
  if (new_rate <= 0) throw invalid_argument(("new_rate must be > 0 Hz, got " + std::to_string(new_rate)).c_str());
  const std::int64_t up = new_rate;
  const std::int64_t down = orig_rate;
  if (up > max_rate_ratio * down || down > max_rate_ratio * up) {
    throw invalid_argument(("orig_rate and new_rate must differ by a factor of at most " +
                            std::to_string(max_rate_ratio) + ", got " + std::to_string(orig_rate) + " Hz and " +
                            std::to_string(new_rate) + " Hz")
                               .c_str());
  }
  const std::int64_t divisor = std::gcd(up, down);
  return {up / divisor, down / divisor};
}

}  // namespace detail

std::int64_t resampled_length(std::int64_t num_frames, int orig_rate, int new_rate) {
  const detail::rate_ratio ratio = detail::make_rate_ratio(orig_rate, new_rate);
  if (num_frames < 0) throw invalid_argument(("num_frames must be >= 0, got " + std::to_string(num_frames)).c_str());
  // Whole periods and the rest apart, so that no product overflows where the result does not.
  const std::int64_t periods = num_frames / ratio.down;
  const std::int64_t rest = (num_frames % ratio.down * ratio.up + ratio.down - 1) / ratio.down;
  if (periods > (std::numeric_limits<std::int64_t>::max() - rest) / ratio.up) {
    throw invalid_argument(("num_frames is too large to be resampled from " + std::to_string(orig_rate) + " to " +
                            std::to_string(new_rate) + " Hz: " + std::to_string(num_frames))
                               .c_str());
  }
  return periods * ratio.up + rest;
}

}  // namespace v0
}  // namespace acestep_compat
