#include "resample/simd_polyphase.hpp"

// Sizeless vectors (SVE, RISC-V) cannot be kept in arrays; such CPUs run NEON or the baseline.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "resample/simd_polyphase.cpp"
#include <hwy/foreach_target.h>  // includes this file again for each target
//
#include <hwy/highway.h>

#include "resample/simd_rows-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using float_tag = hn::ScalableTag<float>;
using float_vector = hn::Vec<float_tag>;
constexpr int vector_lanes = lanes_of<float_tag>;
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

polyphase_kernel_shape shape() {
  // Two vectors of sums for each phase: 24 of the 32 registers of AVX-512 and NEON, 12 of 16 elsewhere.
  return {run_lanes, HWY_MAX_BYTES == 64 || HWY_ARCH_ARM_A64 ? 12 : 6};
}

void render(const polyphase_run& run) {
  const polyphase_table& table = *run.table;
  const std::int64_t segment_in = run.periods * table.period_in;
  const std::int64_t segment_out = run.periods * table.period_out;
  const std::int64_t input_rows = segment_in - table.period_in + table.num_rows;
  load_rows(float_tag(), run.source, segment_in, input_rows, run_lanes, run.input_rows);
  for (const polyphase_tile& tile : table.tiles) {
    const tile_function render_one = tile_functions[tile.num_phases - 1];
    for (std::int64_t period = 0; period < run.periods; ++period) {
      render_one(table, tile, run.input_rows + (period * table.period_in + tile.first_row) * run_lanes,
                 run.output_rows + (period * table.period_out + tile.first_phase) * run_lanes);
    }
  }
  store_rows(float_tag(), run.output_rows, segment_out, run_lanes, {run.destination, run.first, run.last});
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

HWY_EXPORT(shape);
HWY_EXPORT(render);

polyphase_kernel_shape polyphase_shape() {
  return HWY_DYNAMIC_DISPATCH(shape)();
}
void render_polyphase(const polyphase_run& run) {
  HWY_DYNAMIC_DISPATCH(render)(run);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
#endif
