#pragma once

#include <cstdint>
#include <memory>

#include <acestep_compat/core/export.hpp>
#include <acestep_compat/core/resampler.hpp>

namespace acestep_compat {
inline namespace v0 {

/// One stage of a conversion as a table: output frame p * up + j is the sum over k of weights[j * taps + k] times the
/// input frame p * down + floor(j * down / up) - (taps / 2 - 1) + k.
struct filter_stage {
  std::int64_t up = 1;
  std::int64_t down = 1;
  std::int64_t taps = 0;
  const double* weights = nullptr;  ///< up x taps; live as long as the resample_filter
};

/// The filters of `resample`, for code that applies them by other means: on a GPU, or with a gradient.
///
/// Example:
///   const resample_filter filter(44100, 48000);
///   for (std::int64_t i = 0; i < filter.num_stages(); ++i) signal = convolve(signal, filter.stage(i));
class ACESTEP_COMPAT_API resample_filter {
public:
  /// Throws invalid_argument as `resampled_length` does, and for a ratio whose filters would fill a table of more than
  /// 4 MiB (`resample` interpolates there).
  resample_filter(int orig_rate, int new_rate, resample_quality quality = resample_quality::high);

  std::int64_t num_stages() const noexcept;                      ///< 0 for equal rates
  const filter_stage& stage(std::int64_t index) const noexcept;  ///< index in [0, num_stages()), in their order

private:
  struct state;
  std::shared_ptr<const state> state_;
};

}  // namespace v0
}  // namespace acestep_compat
