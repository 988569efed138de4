#include "resample/fft_table.hpp"

#include <cmath>
#include <complex>
#include <numbers>

#include "resample/phase_weights.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

using complex = std::complex<double>;

/// The smallest period whose numbers of frames are both even.
rate_ratio even_period(rate_ratio ratio) {
  const std::int64_t repeat = ratio.up % 2 == 0 && ratio.down % 2 == 0 ? 1 : 2;
  return {ratio.up * repeat, ratio.down * repeat};
}

/// The frequency whose value the forward transform leaves at `place`.
int frequency_at(int place) {
  int frequency = 0;
  int weight = 1;
  for (int span = fft_size, radix = 2; span > 1; radix = 4) {
    span /= radix;
    frequency += place / span % radix * weight;
    weight *= radix;
  }
  return frequency;
}

complex root(const fft_table& table, std::int64_t index) {
  const auto i = static_cast<std::size_t>(index % fft_size);
  return {table.roots[2 * i], table.roots[2 * i + 1]};
}

/// The transform of the weights that take sequence `m` of the input into an output frame's phase, for every frequency:
/// a correlation, hence the conjugate, over `fft_size`, since the transforms do not scale.
std::vector<complex> response(const fft_table& table, std::int64_t phase, std::int64_t m) {
  std::vector<complex> sums(fft_size);
  for (std::int64_t k = 0; k < table.taps; ++k) {
    const std::int64_t row = table.first_row(phase) + k;
    if (row % table.down != m) continue;
    const std::int64_t period = row / table.down;
    const double weight = table.weights[static_cast<std::size_t>(phase * table.taps + k)] / fft_size;
    for (std::int64_t f = 0; f < fft_size; ++f)
      sums[static_cast<std::size_t>(f)] += weight * std::conj(root(table, f * period));
  }
  return sums;
}

void make_transform(fft_table& table) {
  table.roots.resize(2 * fft_size);
  for (std::size_t i = 0; i < fft_size; ++i) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(i) / fft_size;
    table.roots[2 * i] = std::cos(angle);
    table.roots[2 * i + 1] = -std::sin(angle);
  }
  std::array<std::int32_t, fft_size> places;
  for (int place = 0; place < fft_size; ++place) places[frequency_at(place)] = place;
  for (int place = 0; place < fft_size; ++place)
    table.mirror[place] = places[(fft_size - frequency_at(place)) % fft_size];
}

void make_factors(fft_table& table) {
  table.factors = aligned_array_of<double>(static_cast<std::size_t>(table.outputs() * table.inputs() * fft_size * 4));
  double* factor = table.factors.data();
  for (std::int64_t u = 0; u < table.outputs(); ++u) {
    for (std::int64_t v = 0; v < table.inputs(); ++v) {
      const std::vector<complex> h00 = response(table, 2 * u, 2 * v);
      const std::vector<complex> h01 = response(table, 2 * u, 2 * v + 1);
      const std::vector<complex> h10 = response(table, 2 * u + 1, 2 * v);
      const std::vector<complex> h11 = response(table, 2 * u + 1, 2 * v + 1);
      for (int place = 0; place < fft_size; ++place) {
        // With Z = X0 + i X1: X0 = (Z + Z') / 2 and X1 = (Z - Z') / 2i, where Z' = conj(Z[-k]); likewise Y = Y0 + i Y1.
        constexpr complex i(0, 1);
        const auto f = static_cast<std::size_t>(frequency_at(place));
        const complex from_real = h00[f] + i * h10[f];
        const complex from_imaginary = h01[f] + i * h11[f];
        const complex a = (from_real - i * from_imaginary) / 2.0;
        const complex b = (from_real + i * from_imaginary) / 2.0;
        for (const double part : {a.real(), a.imag(), b.real(), b.imag()}) *factor++ = part;
      }
    }
  }
}

}  // namespace

std::int64_t fft_periods(rate_ratio ratio, std::int64_t taps) {
  const rate_ratio period = even_period(ratio);
  const std::int64_t rows = taps + (period.up - 1) * period.down / period.up;
  const std::int64_t periods = fft_size - (rows + period.down - 1) / period.down + 1;
  return periods / 16 * 16;  // whole vectors of any kernel
}

fft_table make_fft_table(rate_ratio ratio, std::int64_t taps, const low_pass& filter) {
  const rate_ratio period = even_period(ratio);
  fft_table table;
  table.up = period.up;
  table.down = period.down;
  table.lead = taps / 2 - 1;
  table.periods = fft_periods(ratio, taps);
  table.taps = taps;
  for (std::int64_t phase = 0; phase < table.up; ++phase) {
    const std::vector<double> weights = phase_weights(filter, taps, ratio, phase);
    table.weights.insert(table.weights.end(), weights.begin(), weights.end());
  }
  make_transform(table);
  make_factors(table);
  return table;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
