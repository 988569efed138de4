#pragma once

#include <span>

#include "codecs/flac/prediction.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

/// How many channels one vector holds.
constexpr std::size_t prediction_lanes = 4;

/// Restores up to 2 * prediction_lanes channels of equal length at once. `sums_fit_32_bits` must hold for each
/// predictor when set.
void restore_in_lanes(std::span<const restoration> channels, bool sums_fit_32_bits) noexcept;

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
