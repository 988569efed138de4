#include "resample/simd_fft.hpp"

// Sizeless vectors (SVE, RISC-V) cannot be kept in arrays; such CPUs run NEON or the baseline.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "resample/simd_fft.cpp"
#include <hwy/foreach_target.h>  // includes this file again for each target
//
#include <hwy/highway.h>

#include "resample/simd_fft_passes-inl.hpp"
#include "resample/simd_rows-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Y_u of `fft_table`.
HWY_INLINE void filter(const fft_table& table, std::int64_t u, const double* spectra, double* y) {
  const double_tag d;
  constexpr std::int64_t spectrum = fft_size * element;
  const double* const factors = table.factors.data() + u * table.inputs() * fft_size * 4;
  for (std::int64_t place = 0; place < fft_size; ++place) {
    complex_vector sum{hn::Zero(d), hn::Zero(d)};
    for (std::int64_t v = 0; v < table.inputs(); ++v) {
      const double* const factor = factors + (v * fft_size + place) * 4;
      const complex_vector z = load(spectra + v * spectrum + place * element);
      const complex_vector mirror = load(spectra + v * spectrum + table.mirror[place] * element);
      const root_vector a(factor);
      const root_vector b(factor + 2);
      sum.re = hn::MulAdd(z.re, a.re, hn::NegMulAdd(z.im, a.im, sum.re));
      sum.im = hn::MulAdd(z.im, a.re, hn::MulAdd(z.re, a.im, sum.im));
      sum.re = hn::MulAdd(mirror.re, b.re, hn::MulAdd(mirror.im, b.im, sum.re));
      sum.im = hn::NegMulAdd(mirror.im, b.re, hn::MulAdd(mirror.re, b.im, sum.im));
    }
    store(sum, y + place * element);
  }
}

std::int64_t lanes() {
  return row_lanes;
}

void render(const fft_run& run) {
  const fft_table& table = *run.table;
  const double* const roots = table.roots.data();
  load_rows(row_tag(), run.source, table.periods * table.down, fft_size * table.down, row_lanes, run.input_rows);
  double* const y = run.spectra + table.inputs() * fft_size * element;
  const std::int64_t block_out = table.periods * table.up;
  for (int lane = 0; lane < row_lanes; lane += double_lanes) {
    if (lane * block_out >= run.last || (lane + double_lanes) * block_out <= run.first) continue;
    for (std::int64_t v = 0; v < table.inputs(); ++v) {
      double* const z = run.spectra + v * fft_size * element;
      forward_transform(run.input_rows + 2 * v * row_lanes + lane, table.down * row_lanes, roots, z);
    }
    for (std::int64_t u = 0; u < table.outputs(); ++u) {
      filter(table, u, run.spectra, y);
      inverse_transform(y, roots, run.output_rows + 2 * u * row_lanes + lane, table.up * row_lanes, table.periods);
    }
  }
  store_rows(row_tag(), run.output_rows, table.periods * table.up, row_lanes, {run.destination, run.first, run.last});
}

}  // namespace HWY_NAMESPACE
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace acestep_compat {
inline namespace v0 {
namespace detail {

HWY_EXPORT(lanes);
HWY_EXPORT(render);

std::int64_t fft_lanes() {
  return HWY_DYNAMIC_DISPATCH(lanes)();
}
void render_by_fft(const fft_run& run) {
  HWY_DYNAMIC_DISPATCH(render)(run);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
#endif
