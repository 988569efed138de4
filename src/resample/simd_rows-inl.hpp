// Moves signals that follow each other in memory into the lanes of vectors, and back. Included once for each
// instruction set.

#if defined(ACESTEP_COMPAT_SIMD_ROWS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef ACESTEP_COMPAT_SIMD_ROWS_INL
#undef ACESTEP_COMPAT_SIMD_ROWS_INL
#else
#define ACESTEP_COMPAT_SIMD_ROWS_INL
#endif

#include <algorithm>
#include <cstdint>
#include <cstring>

#include <hwy/highway.h>

#ifndef ACESTEP_COMPAT_UNROLL
#if defined(__clang__)
#define ACESTEP_COMPAT_UNROLL _Pragma("clang loop unroll(full)")
#elif defined(__GNUC__)
#define ACESTEP_COMPAT_UNROLL _Pragma("GCC unroll 16")
#else
#define ACESTEP_COMPAT_UNROLL
#endif
#endif

HWY_BEFORE_NAMESPACE();
namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

template <class D>
constexpr int lanes_of = static_cast<int>(hn::MaxLanes(D()));

#if HWY_TARGET == HWY_SCALAR

template <class D>
HWY_INLINE void transpose(D, const float* from, std::int64_t, float* to, std::int64_t) {
  *to = *from;
}

#else

/// Transposes a square of as many floats as `d` has lanes (4, 8 or 16) either way.
template <class D>
HWY_INLINE void transpose(D d, const float* HWY_RESTRICT from, std::int64_t from_stride, float* HWY_RESTRICT to,
                          std::int64_t to_stride) {
  const hn::Repartition<std::uint64_t, D> dd;
  constexpr int n = lanes_of<D>;
  hn::Vec<D> a[n];
  hn::Vec<D> b[n];
  ACESTEP_COMPAT_UNROLL
  for (int i = 0; i < n; ++i) a[i] = hn::LoadU(d, from + i * from_stride);
  // 4 x 4 within each block of 128 bits.
  ACESTEP_COMPAT_UNROLL
  for (int i = 0; i < n; i += 4) {
    const auto ab_low = hn::BitCast(dd, hn::InterleaveLower(d, a[i], a[i + 1]));
    const auto ab_high = hn::BitCast(dd, hn::InterleaveUpper(d, a[i], a[i + 1]));
    const auto cd_low = hn::BitCast(dd, hn::InterleaveLower(d, a[i + 2], a[i + 3]));
    const auto cd_high = hn::BitCast(dd, hn::InterleaveUpper(d, a[i + 2], a[i + 3]));
    b[i] = hn::BitCast(d, hn::InterleaveLower(dd, ab_low, cd_low));
    b[i + 1] = hn::BitCast(d, hn::InterleaveUpper(dd, ab_low, cd_low));
    b[i + 2] = hn::BitCast(d, hn::InterleaveLower(dd, ab_high, cd_high));
    b[i + 3] = hn::BitCast(d, hn::InterleaveUpper(dd, ab_high, cd_high));
  }
  // Then the blocks.
  if constexpr (n == 8) {
    ACESTEP_COMPAT_UNROLL
    for (int i = 0; i < 4; ++i) {
      a[i] = hn::ConcatLowerLower(d, b[i + 4], b[i]);
      a[i + 4] = hn::ConcatUpperUpper(d, b[i + 4], b[i]);
    }
  } else if constexpr (n == 16) {
    ACESTEP_COMPAT_UNROLL
    for (int i = 0; i < 4; ++i) {
      const auto low02 = hn::ConcatLowerLower(d, b[i + 8], b[i]);
      const auto low13 = hn::ConcatLowerLower(d, b[i + 12], b[i + 4]);
      const auto high02 = hn::ConcatUpperUpper(d, b[i + 8], b[i]);
      const auto high13 = hn::ConcatUpperUpper(d, b[i + 12], b[i + 4]);
      a[i] = hn::OddEvenBlocks(hn::SwapAdjacentBlocks(low13), low02);
      a[i + 4] = hn::OddEvenBlocks(low13, hn::SwapAdjacentBlocks(low02));
      a[i + 8] = hn::OddEvenBlocks(hn::SwapAdjacentBlocks(high13), high02);
      a[i + 12] = hn::OddEvenBlocks(high13, hn::SwapAdjacentBlocks(high02));
    }
  } else {
    ACESTEP_COMPAT_UNROLL
    for (int i = 0; i < n; ++i) a[i] = b[i];
  }
  ACESTEP_COMPAT_UNROLL
  for (int i = 0; i < n; ++i) hn::StoreU(a[i], d, to + i * to_stride);
}

#endif

/// Reads `num_rows` frames, rounded up to whole squares, of each of `lanes` segments, which begin `segment` frames
/// apart: row r of `rows` becomes frame r of every segment.
template <class D>
HWY_INLINE void load_rows(D d, const float* source, std::int64_t segment, std::int64_t num_rows, int lanes,
                          float* rows) {
  for (std::int64_t row = 0; row < num_rows; row += lanes_of<D>) {
    for (int lane = 0; lane < lanes; lane += lanes_of<D>)
      transpose(d, source + lane * segment + row, segment, rows + row * lanes + lane, lanes);
  }
}

/// Where rows go: the frames of the first lane to `destination`, then those of the next one; only those of [first,
/// last) are written.
struct row_destination {
  float* destination;
  std::int64_t first;
  std::int64_t last;
};

/// Writes a square of rows, from `row` and `lane` on, to its places.
template <class D>
HWY_INLINE void store_square(D d, const float* rows, std::int64_t segment, int lanes, const row_destination& to,
                             std::int64_t row, int lane) {
  constexpr int n = lanes_of<D>;
  const float* square = rows + row * lanes + lane;
  const std::int64_t begin = lane * segment + row;
  const bool whole = row + n <= segment && begin >= to.first && begin + (n - 1) * segment + n <= to.last;
  if (whole) {
    transpose(d, square, lanes, to.destination + begin, segment);
    return;
  }
  HWY_ALIGN float block[n * n];
  transpose(d, square, lanes, block, n);
  for (int i = 0; i < n; ++i) {
    const std::int64_t start = begin + i * segment;
    const std::int64_t from = std::max(start, to.first);
    const std::int64_t end = std::min(start + std::min<std::int64_t>(n, segment - row), to.last);
    if (from < end)
      std::memcpy(to.destination + from, block + i * n + (from - start),
                  static_cast<std::size_t>(end - from) * sizeof(float));
  }
}

/// The reverse of `load_rows` for segments of `segment` frames; `rows` can be read up to whole squares.
template <class D>
HWY_INLINE void store_rows(D d, const float* rows, std::int64_t segment, int lanes, const row_destination& to) {
  for (int lane = 0; lane < lanes; lane += lanes_of<D>) {
    for (std::int64_t row = 0; row < segment; row += lanes_of<D>) store_square(d, rows, segment, lanes, to, row, lane);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
HWY_AFTER_NAMESPACE();

#endif
