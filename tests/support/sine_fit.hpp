#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

namespace test_support {

/// What a least-squares fit of the ideal sine (and a constant) leaves of a signal, in double precision.
struct sine_fit {
  double amplitude;  ///< of the fitted sine
  double residual;   ///< root mean square of everything else
  double rms;        ///< of the whole signal

  double snr_db() const { return 20 * std::log10(amplitude / std::numbers::sqrt2 / residual); }
  /// An upper bound for any single other component, against `level`.
  double spurious_db(double level) const { return 20 * std::log10(residual * std::numbers::sqrt2 / level); }
};

/// Fits a cos(w i) + b sin(w i) + c to the samples, `frequency` being in cycles per sample.
inline sine_fit fit_sine(const float* samples, std::size_t count, double frequency) {
  const double w = 2 * std::numbers::pi * frequency;
  std::array<std::array<double, 4>, 3> normal{};  // the normal equations and their right-hand side
  double energy = 0;
  const auto basis = [w](std::size_t i) {
    const double angle = w * static_cast<double>(i);
    return std::array<double, 3>{std::cos(angle), std::sin(angle), 1.0};
  };
  for (std::size_t i = 0; i < count; ++i) {
    const std::array<double, 3> b = basis(i);
    const double y = samples[i];
    for (std::size_t r = 0; r < 3; ++r) {
      for (std::size_t c = 0; c < 3; ++c) normal[r][c] += b[r] * b[c];
      normal[r][3] += b[r] * y;
    }
    energy += y * y;
  }
  for (std::size_t r = 0; r < 3; ++r) {
    for (std::size_t below = r + 1; below < 3; ++below) {
      const double factor = normal[below][r] / normal[r][r];
      for (std::size_t c = r; c < 4; ++c) normal[below][c] -= factor * normal[r][c];
    }
  }
  std::array<double, 3> x{};
  for (std::size_t r = 3; r-- > 0;) {
    double value = normal[r][3];
    for (std::size_t c = r + 1; c < 3; ++c) value -= normal[r][c] * x[c];
    x[r] = value / normal[r][r];
  }
  double residual = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::array<double, 3> b = basis(i);
    const double difference = samples[i] - x[0] * b[0] - x[1] * b[1] - x[2];
    residual += difference * difference;
  }
  const auto n = static_cast<double>(count);
  return {std::hypot(x[0], x[1]), std::sqrt(residual / n), std::sqrt(energy / n)};
}

}  // namespace test_support
