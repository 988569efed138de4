#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "resample/aligned_array.hpp"
#include "resample/low_pass.hpp"
#include "resample/rate_ratio.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The size of the transforms: 2 * 4^4, so that one pass of radix 2 and four of radix 4 make one.
inline constexpr int fft_size = 512;

/// A rational filter in the frequency domain, for overlap-save convolution by FFTs of `fft_size` complex elements.
///
/// A period is `up` output frames for `down` input frames; both are even. Frame m of every period makes a sequence of
/// its own, and two of them, 2 v and 2 v + 1, are the real and imaginary parts of one transform Z_v. The spectrum of
/// the output frames 2 u and 2 u + 1 of the periods is then, for frequency k,
///     Y_u[k] = sum over v of A_uv[k] Z_v[k] + B_uv[k] conj(Z_v[-k]).
/// Spectra are in the order in which the forward transform leaves them (digits reversed).
struct fft_table {
  std::int64_t up = 0;
  std::int64_t down = 0;
  std::int64_t lead = 0;     ///< input frames before a period's first one that its first output frame reads
  std::int64_t periods = 0;  ///< that one block of `fft_size` periods of input gives
  std::int64_t taps = 0;
  std::vector<double> weights;  ///< up x taps: the filter of each output frame of a period
  /// For each u, each v and each place: the real and imaginary parts of A and of B.
  aligned_array_of<double> factors;
  std::array<std::int32_t, fft_size> mirror;  ///< where -k lies, for each place of a k
  std::vector<double> roots;                  ///< cos and -sin of 2 pi i / fft_size

  std::int64_t inputs() const noexcept { return down / 2; }
  std::int64_t outputs() const noexcept { return up / 2; }

  /// The first input frame of an output frame's filter, in a period that begins `lead` frames late.
  std::int64_t first_row(std::int64_t phase) const noexcept { return phase * down / up; }
};

/// How many periods of output one block gives; < 1 if the filter is too long. `taps` is in input samples.
std::int64_t fft_periods(rate_ratio ratio, std::int64_t taps);

/// As `make_polyphase_table`. `fft_periods` must be > 0.
fft_table make_fft_table(rate_ratio ratio, std::int64_t taps, const low_pass& filter);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
