#include "resample/simd_polyphase.hpp"

#include <algorithm>
#include <cstring>

// Sizeless vectors (SVE, RISC-V) cannot be kept in arrays; such CPUs run NEON or the baseline.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "resample/simd_polyphase.cpp"
#include <hwy/foreach_target.h>  // includes this file again for each target
//
#include <hwy/highway.h>

#if defined(__clang__)
#define ACESTEP_COMPAT_UNROLL _Pragma("clang loop unroll(full)")
#elif defined(__GNUC__)
#define ACESTEP_COMPAT_UNROLL _Pragma("GCC unroll 16")
#else
#define ACESTEP_COMPAT_UNROLL
#endif

HWY_BEFORE_NAMESPACE();
namespace acestep_compat::inline v0::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using float_tag = hn::ScalableTag<float>;
using float_vector = hn::Vec<float_tag>;
constexpr int vector_lanes = static_cast<int>(hn::MaxLanes(float_tag()));
constexpr int run_lanes = 2 * vector_lanes;

/// Adds row k of the tile to every phase's sums.
template <int Phases>
HWY_INLINE void add_row(const float* row, const float* weights, float_vector (&sums)[Phases][2]) {
  const float_tag d;
  const float_vector low = hn::Load(d, row);
  const float_vector high = hn::Load(d, row + vector_lanes);
  ACESTEP_COMPAT_UNROLL
  for (int p = 0; p < Phases; ++p) {
    const float_vector weight = hn::Set(d, weights[p]);
    sums[p][0] = hn::MulAdd(weight, low, sums[p][0]);
    sums[p][1] = hn::MulAdd(weight, high, sums[p][1]);
  }
}

/// Converts one tile in every lane. The rows are added in pairs from the outside to the centre: small terms first,
/// so that the sums round at their final size only a few times (12 dB less noise, and it costs nothing).
template <int Phases>
void convert_tile(const polyphase_tile& tile, const float* rows, const float* weights, float* output) {
  const float_tag d;
  float_vector sums[Phases][2];
  ACESTEP_COMPAT_UNROLL
  for (int p = 0; p < Phases; ++p) sums[p][0] = sums[p][1] = hn::Zero(d);
  int inner = tile.num_rows - 1;
  for (int outer = 0; outer < tile.centre_row; ++outer, --inner) {
    add_row<Phases>(rows + outer * run_lanes, weights + outer * Phases, sums);
    add_row<Phases>(rows + inner * run_lanes, weights + inner * Phases, sums);
  }
  if (inner >= tile.centre_row + tile.centre_rows)
    add_row<Phases>(rows + inner * run_lanes, weights + inner * Phases, sums);
  ACESTEP_COMPAT_UNROLL
  for (int p = 0; p < Phases; ++p) {
    hn::Store(sums[p][0], d, output + p * run_lanes);
    hn::Store(sums[p][1], d, output + p * run_lanes + vector_lanes);
  }
}

/// Adds the centre rows, whose terms are large, to a tile's sums in double precision.
template <int Phases>
void add_centre(const polyphase_tile& tile, const float* rows, const double* weights, float* output) {
  const hn::ScalableTag<double> d;
  const hn::Rebind<float, hn::ScalableTag<double>> half;
  constexpr int lanes = static_cast<int>(hn::MaxLanes(d));
  const float* const first = rows + tile.centre_row * run_lanes;
  for (int lane = 0; lane < run_lanes; lane += lanes) {
    hn::Vec<hn::ScalableTag<double>> sums[Phases];
    ACESTEP_COMPAT_UNROLL
    for (int p = 0; p < Phases; ++p) sums[p] = hn::PromoteTo(d, hn::Load(half, output + p * run_lanes + lane));
    for (int k = 0; k < tile.centre_rows; ++k) {
      const auto row = hn::PromoteTo(d, hn::Load(half, first + k * run_lanes + lane));
      ACESTEP_COMPAT_UNROLL
      for (int p = 0; p < Phases; ++p) sums[p] = hn::MulAdd(hn::Set(d, weights[k * Phases + p]), row, sums[p]);
    }
    ACESTEP_COMPAT_UNROLL
    for (int p = 0; p < Phases; ++p) hn::Store(hn::DemoteTo(half, sums[p]), half, output + p * run_lanes + lane);
  }
}

template <int Phases>
void render_tile(const polyphase_table& table, const polyphase_tile& tile, const float* rows, float* output) {
  convert_tile<Phases>(tile, rows, table.weights.data() + tile.weights, output);
  if (tile.centre_rows > 0) add_centre<Phases>(tile, rows, table.centre_weights.data() + tile.centre_weights, output);
}

using tile_function = void (*)(const polyphase_table&, const polyphase_tile&, const float*, float*);
constexpr tile_function tile_functions[max_tile_phases] = {
    render_tile<1>, render_tile<2>, render_tile<3>, render_tile<4>,  render_tile<5>,  render_tile<6>,
    render_tile<7>, render_tile<8>, render_tile<9>, render_tile<10>, render_tile<11>, render_tile<12>};

#if HWY_TARGET == HWY_SCALAR

HWY_INLINE void transpose(const float* from, std::int64_t, float* to, std::int64_t) {
  *to = *from;
}

#else

/// Transposes a square of `vector_lanes` x `vector_lanes` floats.
HWY_INLINE void transpose(const float* HWY_RESTRICT from, std::int64_t from_stride, float* HWY_RESTRICT to,
                          std::int64_t to_stride) {
  const float_tag d;
  const hn::Repartition<std::uint64_t, float_tag> dd;
  constexpr int n = vector_lanes;
  float_vector a[n];
  float_vector b[n];
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
#if HWY_MAX_BYTES == 32
  ACESTEP_COMPAT_UNROLL
  for (int i = 0; i < 4; ++i) {
    a[i] = hn::ConcatLowerLower(d, b[i + 4], b[i]);
    a[i + 4] = hn::ConcatUpperUpper(d, b[i + 4], b[i]);
  }
#elif HWY_MAX_BYTES == 64
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
#else
  ACESTEP_COMPAT_UNROLL
  for (int i = 0; i < n; ++i) a[i] = b[i];
#endif
  ACESTEP_COMPAT_UNROLL
  for (int i = 0; i < n; ++i) hn::StoreU(a[i], d, to + i * to_stride);
}

#endif

polyphase_kernel_shape shape() {
  // Two vectors of sums for each phase: 24 of the 32 registers of AVX-512 and NEON, 12 of 16 elsewhere.
  return {run_lanes, HWY_MAX_BYTES == 64 || HWY_ARCH_ARM_A64 ? 12 : 6};
}

/// Writes the rows [row, row + vector_lanes) of the lanes [lane, lane + vector_lanes) to their places.
HWY_INLINE void store_square(const polyphase_run& run, std::int64_t segment, std::int64_t row, int lane) {
  const float* square = run.output_rows + row * run_lanes + lane;
  const std::int64_t begin = lane * segment + row;
  const bool whole = row + vector_lanes <= segment && begin >= run.first &&
                     begin + (vector_lanes - 1) * segment + vector_lanes <= run.last;
  if (whole) {
    transpose(square, run_lanes, run.destination + begin, segment);
    return;
  }
  HWY_ALIGN float block[vector_lanes * vector_lanes];
  transpose(square, run_lanes, block, vector_lanes);
  for (int i = 0; i < vector_lanes; ++i) {
    const std::int64_t start = begin + i * segment;
    const std::int64_t from = std::max(start, run.first);
    const std::int64_t to = std::min(start + std::min<std::int64_t>(vector_lanes, segment - row), run.last);
    if (from < to)
      std::memcpy(run.destination + from, block + i * vector_lanes + (from - start),
                  static_cast<std::size_t>(to - from) * sizeof(float));
  }
}

void render(const polyphase_run& run) {
  const polyphase_table& table = *run.table;
  const std::int64_t segment_in = run.periods * table.period_in;
  const std::int64_t segment_out = run.periods * table.period_out;
  const std::int64_t input_rows = segment_in - table.period_in + table.num_rows;
  for (std::int64_t row = 0; row < input_rows; row += vector_lanes) {
    for (int lane = 0; lane < run_lanes; lane += vector_lanes)
      transpose(run.source + lane * segment_in + row, segment_in, run.input_rows + row * run_lanes + lane, run_lanes);
  }
  for (const polyphase_tile& tile : table.tiles) {
    const tile_function render_one = tile_functions[tile.num_phases - 1];
    for (std::int64_t period = 0; period < run.periods; ++period) {
      render_one(table, tile, run.input_rows + (period * table.period_in + tile.first_row) * run_lanes,
                 run.output_rows + (period * table.period_out + tile.first_phase) * run_lanes);
    }
  }
  for (int lane = 0; lane < run_lanes; lane += vector_lanes) {
    for (std::int64_t row = 0; row < segment_out; row += vector_lanes) store_square(run, segment_out, row, lane);
  }
}

}  // namespace acestep_compat::inline v0::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace acestep_compat::inline v0::detail {

HWY_EXPORT(shape);
HWY_EXPORT(render);

polyphase_kernel_shape polyphase_shape() {
  return HWY_DYNAMIC_DISPATCH(shape)();
}
void render_polyphase(const polyphase_run& run) {
  HWY_DYNAMIC_DISPATCH(render)(run);
}

}  // namespace acestep_compat::inline v0::detail
#endif
