#include "codecs/flac/simd_prediction.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "codecs/flac/scalar_prediction.hpp"

// The rows below have a fixed number of lanes, which sizeless vectors (SVE, RISC-V) cannot be members of arrays of;
// such CPUs run NEON or the baseline.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "codecs/flac/simd_prediction.cpp"
#include <hwy/foreach_target.h>  // includes this file again for each target
//
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

void restore_lanes(std::span<const restoration> channels, bool) {
  for (const restoration& channel : channels) restore_one(channel.samples, channel.block_size, *channel.predictor);
}

#else

constexpr std::size_t num_lanes = prediction_lanes;
constexpr std::size_t history = subframe::max_order;
/// Rows that are turned at once: with their history they stay in the first-level cache.
constexpr std::size_t tile_rows = 256;

/// Four channels side by side: row i has sample i of each, so that one vector operation works on all.
template <typename Sum>
struct lane_group {
  std::array<std::int32_t*, num_lanes> samples{};
  std::size_t num_channels = 0;  // lanes beyond are copies of the first and not written back
  alignas(64) std::array<Sum, history * num_lanes> weights{};  // a row per tap, the newest sample's first
  alignas(64) std::array<Sum, num_lanes> shifts{};
  alignas(64) std::array<Sum, (history + tile_rows) * num_lanes> rows;
};

template <typename Sum>
void begin_group(lane_group<Sum>& group, std::span<const restoration> channels) {
  group.num_channels = channels.size();
  for (std::size_t lane = 0; lane < num_lanes; ++lane) {
    const restoration& channel = channels[lane < channels.size() ? lane : 0];
    group.samples[lane] = channel.samples;
    group.shifts[lane] = channel.predictor->shift;
    for (std::size_t tap = 0; tap < history; ++tap) {
      group.weights[tap * num_lanes + lane] = channel.predictor->coefficients[tap];
    }
  }
}

/// Copies the samples [first, first + count) into rows, from row `row` on.
template <typename Sum>
void gather_rows(lane_group<Sum>& group, std::size_t row, std::size_t first, std::size_t count) {
  const hn::CappedTag<Sum, num_lanes> d;
  const hn::Rebind<std::int32_t, decltype(d)> di;
  const std::size_t step = hn::Lanes(d);
  Sum* rows = group.rows.data() + row * num_lanes;
  const auto load = [&](std::size_t lane, std::size_t at) {
    const auto samples = hn::LoadU(di, group.samples[lane] + first + at);
    if constexpr (sizeof(Sum) == 8) {
      return hn::PromoteTo(d, samples);
    } else {
      return samples;
    }
  };
  std::size_t i = 0;
  for (; i + step <= count; i += step) {
    hn::StoreInterleaved4(load(0, i), load(1, i), load(2, i), load(3, i), d, rows + i * num_lanes);
  }
  for (; i < count; ++i) {
    for (std::size_t lane = 0; lane < num_lanes; ++lane) rows[i * num_lanes + lane] = group.samples[lane][first + i];
  }
}

/// Copies rows back to the channels.
template <typename Sum>
void scatter_rows(lane_group<Sum>& group, std::size_t first, std::size_t count) {
  const hn::CappedTag<Sum, num_lanes> d;
  const hn::Rebind<std::int32_t, decltype(d)> di;
  const hn::RebindToUnsigned<decltype(d)> du;
  const hn::Rebind<std::uint32_t, decltype(d)> du32;
  const std::size_t step = hn::Lanes(d);
  const Sum* rows = group.rows.data() + history * num_lanes;
  const auto store = [&](auto samples, std::size_t lane, std::size_t at) {
    if (lane >= group.num_channels) return;
    std::int32_t* output = group.samples[lane] + first + at;
    if constexpr (sizeof(Sum) == 8) {
      hn::StoreU(hn::BitCast(di, hn::TruncateTo(du32, hn::BitCast(du, samples))), di, output);
    } else {
      hn::StoreU(samples, di, output);
    }
  };
  std::size_t i = 0;
  for (; i + step <= count; i += step) {
    hn::Vec<decltype(d)> a;
    hn::Vec<decltype(d)> b;
    hn::Vec<decltype(d)> c;
    hn::Vec<decltype(d)> e;
    hn::LoadInterleaved4(d, rows + i * num_lanes, a, b, c, e);
    store(a, 0, i);
    store(b, 1, i);
    store(c, 2, i);
    store(e, 3, i);
  }
  for (; i < count; ++i) {
    for (std::size_t lane = 0; lane < group.num_channels; ++lane) {
      group.samples[lane][first + i] = static_cast<std::int32_t>(rows[i * num_lanes + lane]);
    }
  }
}

template <typename Sum, class D, class V>
HWY_INLINE V multiply([[maybe_unused]] D d, V a, V b) {
  if constexpr (sizeof(Sum) == 8) {
    // The low halves of the lanes are the 32-bit factors.
    const hn::Repartition<std::int32_t, D> halves;
    return hn::MulEven(hn::BitCast(halves, a), hn::BitCast(halves, b));
  } else {
    return hn::Mul(a, b);
  }
}

template <typename Sum, class D, class V>
HWY_INLINE V shift_right(D d, V sum, V shift) {
  if constexpr (sizeof(Sum) == 8) {
    // Only the low 32 bits of the result count: zeros may come in from above, which more CPUs can do.
    const hn::RebindToUnsigned<D> du;
    return hn::BitCast(d, hn::Shr(hn::BitCast(du, sum), hn::BitCast(du, shift)));
  } else {
    return hn::Shr(sum, shift);
  }
}

/// Predicts `count` rows of each group. The newest sample's product comes last: it alone waits for the row before.
template <int Taps, std::size_t NumGroups, typename Sum>
void predict_rows(std::array<lane_group<Sum>, 2>& groups, std::size_t count) {
  const hn::CappedTag<Sum, num_lanes> d;
  constexpr std::size_t step = hn::MaxLanes(d);
  constexpr std::size_t num_chains = NumGroups * num_lanes / step;
  Sum* rows[num_chains];
  const Sum* weights[num_chains];
  hn::Vec<decltype(d)> shifts[num_chains];
  hn::Vec<decltype(d)> newest_weights[num_chains];
  hn::Vec<decltype(d)> newest[num_chains];
  for (std::size_t k = 0; k < num_chains; ++k) {
    lane_group<Sum>& group = groups[k * step / num_lanes];
    const std::size_t lane = k * step % num_lanes;
    rows[k] = group.rows.data() + history * num_lanes + lane;
    weights[k] = group.weights.data() + lane;
    shifts[k] = hn::Load(d, group.shifts.data() + lane);
    newest_weights[k] = hn::Load(d, weights[k]);
    newest[k] = hn::Load(d, rows[k] - num_lanes);
  }
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t k = 0; k < num_chains; ++k) {
      Sum* row = rows[k] + i * num_lanes;
      auto sum = hn::Zero(d);
      for (std::ptrdiff_t tap = Taps - 1; tap > 0; --tap) {
        sum = hn::Add(sum, multiply<Sum>(d, hn::Load(d, weights[k] + tap * num_lanes),
                                         hn::Load(d, row - (tap + 1) * static_cast<std::ptrdiff_t>(num_lanes))));
      }
      sum = hn::Add(sum, multiply<Sum>(d, newest_weights[k], newest[k]));
      newest[k] = hn::Add(hn::Load(d, row), shift_right<Sum>(d, sum, shifts[k]));
      hn::Store(newest[k], d, row);
    }
  }
}

template <std::size_t NumGroups, typename Sum>
void predict_order(int order, std::array<lane_group<Sum>, 2>& groups, std::size_t count) {
  if (order <= 4) return predict_rows<4, NumGroups>(groups, count);
  if (order <= 8) return predict_rows<8, NumGroups>(groups, count);
  if (order <= 12) return predict_rows<12, NumGroups>(groups, count);
  if (order <= 16) return predict_rows<16, NumGroups>(groups, count);
  return predict_rows<32, NumGroups>(groups, count);
}

template <typename Sum>
void restore_with(std::span<const restoration> channels) {
  std::array<lane_group<Sum>, 2> groups;
  const std::size_t num_groups = channels.size() > num_lanes ? 2 : 1;
  begin_group(groups[0], channels.first(std::min(channels.size(), num_lanes)));
  if (num_groups == 2) begin_group(groups[1], channels.subspan(num_lanes));

  int order = 0;
  for (const restoration& channel : channels) order = std::max(order, channel.predictor->order);
  const auto block_size = static_cast<std::size_t>(channels.front().block_size);
  // Until every lane's warm-up is over, one by one; then all rows have the history that they need.
  auto first = static_cast<std::size_t>(order);
  for (const restoration& channel : channels) restore_one(channel.samples, order, *channel.predictor);
  for (std::size_t g = 0; g < num_groups; ++g) {
    std::fill_n(groups[g].rows.begin(), (history - first) * num_lanes, Sum{0});
    gather_rows(groups[g], history - first, 0, first);
  }
  while (first < block_size) {
    const std::size_t count = std::min(tile_rows, block_size - first);
    for (std::size_t g = 0; g < num_groups; ++g) gather_rows(groups[g], history, first, count);
    if (num_groups == 2) {
      predict_order<2>(order, groups, count);
    } else {
      predict_order<1>(order, groups, count);
    }
    for (std::size_t g = 0; g < num_groups; ++g) {
      scatter_rows(groups[g], first, count);
      Sum* rows = groups[g].rows.data();
      std::memmove(rows, rows + count * num_lanes, history * num_lanes * sizeof(Sum));
    }
    first += count;
  }
}

void restore_lanes(std::span<const restoration> channels, bool sums_fit_32_bits) {
  if (sums_fit_32_bits) {
    restore_with<std::int32_t>(channels);
  } else {
    restore_with<std::int64_t>(channels);
  }
}

#endif

}  // namespace HWY_NAMESPACE
}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

HWY_EXPORT(restore_lanes);

void restore_in_lanes(std::span<const restoration> channels, bool sums_fit_32_bits) noexcept {
  HWY_DYNAMIC_DISPATCH(restore_lanes)(channels, sums_fit_32_bits);
}

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
#endif
