// The passes of a complex FFT of `fft_size` elements in double precision, a transform in each lane. Included once for
// each instruction set.

#if defined(ACESTEP_COMPAT_SIMD_FFT_PASSES_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef ACESTEP_COMPAT_SIMD_FFT_PASSES_INL
#undef ACESTEP_COMPAT_SIMD_FFT_PASSES_INL
#else
#define ACESTEP_COMPAT_SIMD_FFT_PASSES_INL
#endif

#include <cstdint>

#include <hwy/highway.h>

#include "resample/fft_table.hpp"
#include "resample/simd_rows-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Four blocks at once: their spectrum in double precision fills a first-level cache. More of them, which wider vectors
// would allow, are slower.
using row_tag = hn::CappedTag<float, 4>;
constexpr int row_lanes = lanes_of<row_tag>;

// Double precision: its rounding is nothing beside that of float32 samples, and there are so few operations that it is
// still faster than a long filter in single precision.
using double_tag = hn::CappedTag<double, 4>;
using double_vector = hn::Vec<double_tag>;
using half_tag = hn::Rebind<float, double_tag>;
constexpr int double_lanes = lanes_of<double_tag>;
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
          hn::PromoteTo(double_tag(), hn::Load(half_tag(), rows + row_lanes))};
}
HWY_INLINE void store_pair(const complex_vector& a, float* rows) {
  hn::Store(hn::DemoteTo(half_tag(), a.re), half_tag(), rows);
  hn::Store(hn::DemoteTo(half_tag(), a.im), half_tag(), rows + row_lanes);
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

/// A pass of radix 4 over blocks of 4 * Span elements: of a forward transform (decimation in frequency), or its
/// reverse, except for the factor 4.
template <int Span, bool Inverse>
HWY_INLINE void radix_4_pass(const double* roots, double* z) {
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
      if constexpr (Inverse && Span > 1) {
        b = times_conjugate(b, w1);
        c = times_conjugate(c, w2);
        d = times_conjugate(d, w3);
      }
      const complex_vector ac = a + c;
      const complex_vector bd = b + d;
      const complex_vector a_c = a - c;
      const complex_vector b_d = b - d;
      b = Inverse ? add_i(a_c, b_d) : sub_i(a_c, b_d);
      c = ac - bd;
      d = Inverse ? sub_i(a_c, b_d) : add_i(a_c, b_d);
      if constexpr (!Inverse && Span > 1) {
        b = b * w1;
        c = c * w2;
        d = d * w3;
      }
      store(ac + bd, block);
      store(b, block + Span * element);
      store(c, block + 2 * Span * element);
      store(d, block + 3 * Span * element);
    }
  }
}

/// The transform of two rows of float32 for each element; element j comes from the rows at `from + j * stride`.
HWY_INLINE void forward_transform(const float* from, std::int64_t stride, const double* roots, double* z) {
  first_pass(from, stride, roots, z);
  radix_4_pass<64, false>(roots, z);
  radix_4_pass<16, false>(roots, z);
  radix_4_pass<4, false>(roots, z);
  radix_4_pass<1, false>(roots, z);
}

/// Its reverse, times `fft_size`, in place in `z`; the first `count` elements become rows.
HWY_INLINE void inverse_transform(double* z, const double* roots, float* to, std::int64_t stride, std::int64_t count) {
  radix_4_pass<1, true>(roots, z);
  radix_4_pass<4, true>(roots, z);
  radix_4_pass<16, true>(roots, z);
  radix_4_pass<64, true>(roots, z);
  last_pass(z, roots, to, stride, count);
}

}  // namespace HWY_NAMESPACE
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
HWY_AFTER_NAMESPACE();

#endif
