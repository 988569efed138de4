#pragma once

#include <cstdint>
#include <span>

#include "codecs/flac/subframe.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

/// A residual that is to become samples, in place: to each sample after the `predictor.order` warm-up samples, the
/// weighted sum of those before it is added. Samples that the stream's author made too large wrap.
struct restoration {
  std::int32_t* samples;
  int block_size;
  const subframe* predictor;
};

/// Restores all of `channels`. A sample waits for the one before it, so that one channel leaves most of the processor
/// idle: four or eight of equal length are restored at once, each in a lane of its vectors.
void restore(std::span<restoration> channels) noexcept;

/// For samples of 33 bits.
void restore(std::int64_t* samples, int block_size, const subframe& predictor) noexcept;

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
