#pragma once

#include <cstdint>

#include "codecs/flac/subframe.hpp"

namespace acestep_compat::inline v0::detail::flac {

/// Turns a residual into samples, in place: each sample behind the `predictor.order` warm-up samples gets the
/// weighted sum of those before it added. Samples that the stream's author made too large wrap.
void restore(std::int32_t* samples, int block_size, const subframe& predictor) noexcept;
void restore(std::int64_t* samples, int block_size, const subframe& predictor) noexcept;

}  // namespace acestep_compat::inline v0::detail::flac
