#pragma once

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The impulse response of a Kaiser-windowed sinc low-pass filter in continuous time.
///
/// Time counts in samples of some rate and frequency in cycles per sample of that rate. The window's shape and the
/// transition's width follow J. F. Kaiser's formulas for an attenuation of A dB (Oppenheim & Schafer, "Discrete-Time
/// Signal Processing", section 7.5): beta = 0.1102 (A - 8.7), width = (A - 8) / (2.285 * 2 pi * length).
class low_pass {
public:
  /// The stop band begins at `stop`; the response is zero outside [-length / 2, length / 2].
  low_pass(double stop, double length, double attenuation_db);

  /// The response at time `t`.
  double operator()(double t) const;

private:
  double half_length_;
  double beta_;
  double window_scale_;
  double cutoff_;  ///< where the response is halved
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
