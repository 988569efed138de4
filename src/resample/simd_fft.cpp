#include "resample/simd_fft.hpp"

// Sizeless vectors (SVE, RISC-V) cannot be kept in arrays; such CPUs run NEON or the baseline.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "resample/simd_fft.cpp"
#include <hwy/foreach_target.h>  // includes this file again for each target
//
#include <hwy/highway.h>
#include "resample/simd_rows-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace acestep_compat::inline v0::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Double precision: its rounding is nothing beside that of float32 samples, and there are so few operations that it is
// still faster than a long filter in single precision.
using double_tag = hn::ScalableTag<double>;
using double_vector = hn::Vec<double_tag>;
using half_tag = hn::Rebind<float, double_tag>;
constexpr int double_lanes = static_cast<int>(hn::MaxLanes(double_tag()));
constexpr int element = 2 * double_lanes;  ///< a complex number of every lane: the real parts, the imaginary parts

struct complex_vector {
  double_vector re;
  double_vector im;
};

HWY_INLINE complex_vector operator+(const complex_vector& a, const complex_vector& b) {
  return {hn::Add(a.re, b.re), hn::Add(a.im, b.im)};
}
HWY_INLINE complex_vector operator-(const complex_vector& a, const complex_vector& b) {
  return {hn::Sub(a.re, b.re), hn::Sub(a.im, b.im)};
}
/// a + i b
HWY_INLINE complex_vector add_i(const complex_vector& a, const complex_vector& b) {
  return {hn::Sub(a.re, b.im), hn::Add(a.im, b.re)};
}
/// a - i b
HWY_INLINE complex_vector sub_i(const complex_vector& a, const complex_vector& b) {
  return {hn::Add(a.re, b.im), hn::Sub(a.im, b.re)};
}

/// One root of unity in every lane.
struct root_vector {
  double_vector re;
  double_vector im;
  explicit HWY_INLINE root_vector(const double* root)
      : re(hn::Set(double_tag(), root[0])), im(hn::Set(double_tag(), root[1])) {}
};
HWY_INLINE complex_vector operator*(const complex_vector& a, const root_vector& w) {
  return {hn::NegMulAdd(a.im, w.im, hn::Mul(a.re, w.re)), hn::MulAdd(a.im, w.re, hn::Mul(a.re, w.im))};
}
HWY_INLINE complex_vector times_conjugate(const complex_vector& a, const root_vector& w) {
  return {hn::MulAdd(a.im, w.im, hn::Mul(a.re, w.re)), hn::NegMulAdd(a.re, w.im, hn::Mul(a.im, w.re))};
}

HWY_INLINE complex_vector load(const double* z) {
  return {hn::Load(double_tag(), z), hn::Load(double_tag(), z + double_lanes)};
}
HWY_INLINE void store(const complex_vector& a, double* z) {
  hn::Store(a.re, double_tag(), z);
  hn::Store(a.im, double_tag(), z + double_lanes);
}

/// Two rows of float32, the real and the imaginary parts.
HWY_INLINE complex_vector load_pair(const float* rows) {
  return {hn::PromoteTo(double_tag(), hn::Load(half_tag(), rows)),
          hn::PromoteTo(double_tag(), hn::Load(half_tag(), rows + vector_lanes))};
}
HWY_INLINE void store_pair(const complex_vector& a, float* rows) {
  hn::Store(hn::DemoteTo(half_tag(), a.re), half_tag(), rows);
  hn::Store(hn::DemoteTo(half_tag(), a.im), half_tag(), rows + vector_lanes);
}

/// The first pass of a transform (radix 2): element j comes from the rows at `from + j * stride`.
HWY_INLINE void first_pass(const float* from, std::int64_t stride, const double* roots, double* z) {
  constexpr int span = fft_size / 2;
  for (int j = 0; j < span; ++j) {
    const complex_vector a = load_pair(from + j * stride);
    const complex_vector b = load_pair(from + (j + span) * stride);
    store(a + b, z + j * element);
    store((a - b) * root_vector(roots + 2 * j), z + (j + span) * element);
  }
}

/// The last pass of an inverse transform, the mirror of the first; only the first `count` elements are wanted.
HWY_INLINE void last_pass(const double* z, const double* roots, float* to, std::int64_t stride, std::int64_t count) {
  constexpr int span = fft_size / 2;
  for (int j = 0; j < span; ++j) {
    const complex_vector a = load(z + j * element);
    const complex_vector b = times_conjugate(load(z + (j + span) * element), root_vector(roots + 2 * j));
    if (j < count) store_pair(a + b, to + j * stride);
    if (j + span < count) store_pair(a - b, to + (j + span) * stride);
  }
}

/// A pass of radix 4 (decimation in frequency) over blocks of 4 * Span elements.
template <int Span>
HWY_INLINE void forward_pass(const double* roots, double* z) {
  constexpr int step = fft_size / (4 * Span);
  for (int j = 0; j < Span; ++j) {
    const root_vector w1(roots + 2 * step * j);
    const root_vector w2(roots + 4 * step * j);
    const root_vector w3(roots + 6 * step * j);
    for (double* block = z + j * element; block < z + fft_size * element; block += 4 * Span * element) {
      const complex_vector a = load(block);
      const complex_vector b = load(block + Span * element);
      const complex_vector c = load(block + 2 * Span * element);
      const complex_vector d = load(block + 3 * Span * element);
      const complex_vector ac = a + c;
      const complex_vector bd = b + d;
      const complex_vector a_c = a - c;
      const complex_vector b_d = b - d;
      store(ac + bd, block);
      if constexpr (Span == 1) {
        store(sub_i(a_c, b_d), block + element);
        store(ac - bd, block + 2 * element);
        store(add_i(a_c, b_d), block + 3 * element);
      } else {
        store(sub_i(a_c, b_d) * w1, block + Span * element);
        store((ac - bd) * w2, block + 2 * Span * element);
        store(add_i(a_c, b_d) * w3, block + 3 * Span * element);
      }
    }
  }
}

/// The reverse of `forward_pass`, but for the factor 4.
template <int Span>
HWY_INLINE void inverse_pass(const double* roots, double* z) {
  constexpr int step = fft_size / (4 * Span);
  for (int j = 0; j < Span; ++j) {
    const root_vector w1(roots + 2 * step * j);
    const root_vector w2(roots + 4 * step * j);
    const root_vector w3(roots + 6 * step * j);
    for (double* block = z + j * element; block < z + fft_size * element; block += 4 * Span * element) {
      const complex_vector a = load(block);
      complex_vector b = load(block + Span * element);
      complex_vector c = load(block + 2 * Span * element);
      complex_vector d = load(block + 3 * Span * element);
      if constexpr (Span > 1) {
        b = times_conjugate(b, w1);
        c = times_conjugate(c, w2);
        d = times_conjugate(d, w3);
      }
      const complex_vector ac = a + c;
      const complex_vector bd = b + d;
      const complex_vector a_c = a - c;
      const complex_vector b_d = b - d;
      store(ac + bd, block);
      store(add_i(a_c, b_d), block + Span * element);
      store(ac - bd, block + 2 * Span * element);
      store(sub_i(a_c, b_d), block + 3 * Span * element);
    }
  }
}

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
  return vector_lanes;
}

void render(const fft_run& run) {
  const fft_table& table = *run.table;
  const double* const roots = table.roots.data();
  load_rows(run.source, table.periods * table.down, fft_size * table.down, vector_lanes, run.input_rows);
  double* const y = run.spectra + table.inputs() * fft_size * element;
  const std::int64_t block_out = table.periods * table.up;
  for (int lane = 0; lane < vector_lanes; lane += double_lanes) {
    if (lane * block_out >= run.last || (lane + double_lanes) * block_out <= run.first) continue;
    for (std::int64_t v = 0; v < table.inputs(); ++v) {
      double* const z = run.spectra + v * fft_size * element;
      first_pass(run.input_rows + 2 * v * vector_lanes + lane, table.down * vector_lanes, roots, z);
      forward_pass<64>(roots, z);
      forward_pass<16>(roots, z);
      forward_pass<4>(roots, z);
      forward_pass<1>(roots, z);
    }
    for (std::int64_t u = 0; u < table.outputs(); ++u) {
      filter(table, u, run.spectra, y);
      inverse_pass<1>(roots, y);
      inverse_pass<4>(roots, y);
      inverse_pass<16>(roots, y);
      inverse_pass<64>(roots, y);
      last_pass(y, roots, run.output_rows + 2 * u * vector_lanes + lane, table.up * vector_lanes, table.periods);
    }
  }
  store_rows(run.output_rows, table.periods * table.up, vector_lanes, {run.destination, run.first, run.last});
}

}  // namespace acestep_compat::inline v0::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace acestep_compat::inline v0::detail {

HWY_EXPORT(lanes);
HWY_EXPORT(render);

std::int64_t fft_lanes() {
  return HWY_DYNAMIC_DISPATCH(lanes)();
}
void render_by_fft(const fft_run& run) {
  HWY_DYNAMIC_DISPATCH(render)(run);
}

}  // namespace acestep_compat::inline v0::detail
#endif
