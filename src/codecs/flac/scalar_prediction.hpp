#pragma once

#include <cstdint>

#include "codecs/flac/subframe.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

/// Restores one channel, sample by sample.
void restore_one(std::int32_t* samples, int block_size, const subframe& predictor) noexcept;
void restore_one(std::int64_t* samples, int block_size, const subframe& predictor) noexcept;

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
