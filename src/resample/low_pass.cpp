#include "resample/low_pass.hpp"

#include <cmath>
#include <numbers>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

/// The modified Bessel function of the first kind and order 0, by its power series, to full double precision.
/// (libc++ lacks std::cyl_bessel_i.)
double bessel_i0(double x) {
  const double quarter_square = x * x / 4;
  double sum = 1.0;
  double term = 1.0;
  for (int k = 1; term > sum * 1e-17; ++k) {
    term *= quarter_square / (static_cast<double>(k) * k);
    sum += term;
  }
  return sum;
}

}  // namespace

low_pass::low_pass(double stop, double length, double attenuation_db)
    : half_length_(length / 2),
      beta_(0.1102 * (attenuation_db - 8.7)),
      window_scale_(1 / bessel_i0(beta_)),
      cutoff_(stop - (attenuation_db - 8) / (2.285 * 2 * std::numbers::pi * length) / 2) {}

double low_pass::operator()(double t) const {
  const double position = t / half_length_;
  if (std::abs(position) >= 1) return 0.0;
  const double window = bessel_i0(beta_ * std::sqrt(1 - position * position)) * window_scale_;
  const double angle = 2 * std::numbers::pi * cutoff_ * t;
  const double sinc = std::abs(angle) < 1e-9 ? 1.0 : std::sin(angle) / angle;
  return 2 * cutoff_ * sinc * window;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
