#include "codecs/flac/prediction.hpp"

#include <algorithm>

#include "codecs/flac/scalar_prediction.hpp"
#include "codecs/flac/simd_prediction.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

namespace {

/// Below this, setting vectors up costs more than they save.
constexpr int min_vector_block_size = 64;
constexpr std::size_t max_lanes = 2 * prediction_lanes;

void restore_alike(std::span<const restoration> channels, bool sums_fit_32_bits) noexcept {
  while (!channels.empty()) {
    const auto next = channels.first(std::min(channels.size(), max_lanes));
    channels = channels.subspan(next.size());
    if (next.size() == 1 || next[0].block_size < min_vector_block_size) {
      for (const restoration& channel : next) restore_one(channel.samples, channel.block_size, *channel.predictor);
    } else {
      restore_in_lanes(next, sums_fit_32_bits);
    }
  }
}

}  // namespace

void restore(std::span<restoration> channels) noexcept {
  const auto predicted = std::partition(channels.begin(), channels.end(),
                                        [](const restoration& channel) { return channel.predictor->order > 0; });
  channels = channels.first(static_cast<std::size_t>(predicted - channels.begin()));
  while (!channels.empty()) {
    const int block_size = channels.front().block_size;
    const bool fits = channels.front().predictor->sum_fits_32_bits();
    const auto others = std::partition(channels.begin(), channels.end(), [=](const restoration& channel) {
      return channel.block_size == block_size && channel.predictor->sum_fits_32_bits() == fits;
    });
    const auto num_alike = static_cast<std::size_t>(others - channels.begin());
    restore_alike(channels.first(num_alike), fits);
    channels = channels.subspan(num_alike);
  }
}

void restore(std::int64_t* samples, int block_size, const subframe& predictor) noexcept {
  restore_one(samples, block_size, predictor);
}

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
