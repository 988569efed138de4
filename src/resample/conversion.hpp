#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include <acestep_compat/core/resampler.hpp>

#include "resample/stage.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// What one thread needs to run a conversion; kept from call to call so that memory is allocated once.
struct conversion_scratch {
  stage_scratch stage;
  std::vector<aligned_array> between;  ///< the signal between two stages
};

/// The whole way from one rate to another at one quality: no stage (equal rates), one, or several in a row. Immutable
/// and shared between threads; see `get_conversion`.
///
/// Positional: what it renders for a range of output frames depends on the input frames around them only, never on
/// how a signal is cut into blocks, so blocks and segments may be rendered in any order and by several threads.
///
/// Example: render the output frames [a, b) of a signal of n frames, of which `input` holds those of `available`:
///   frame_range available = conversion->input_range({a, b});   // cut to [0, n) by the caller
///   conversion->render(input, available, {a, b}, destination, scratch);
class conversion {
public:
  explicit conversion(std::vector<std::unique_ptr<stage>> stages) : stages_(std::move(stages)) {}

  /// The input frames from which `output` (not empty) is computed; reaches outside the signal at its ends.
  frame_range input_range(frame_range output) const;

  /// How many output frames, counted from the beginning, depend on input frames before `input_end` only.
  std::int64_t output_end(std::int64_t input_end) const;

  /// The smallest number of output frames at a time that costs no extra work; blocks of this size stay in the cache.
  std::int64_t block_frames() const;

  /// Writes one channel's frames `output` to `destination`. `input` holds the frames `available` of that channel; all
  /// others count as silence. Throws std::bad_alloc only.
  void render(const float* input, frame_range available, frame_range output, float* destination,
              conversion_scratch& scratch) const;

private:
  void render_up_to(std::size_t stage_count, const float* input, frame_range available, frame_range output,
                    float* destination, conversion_scratch& scratch) const;

  std::vector<std::unique_ptr<stage>> stages_;
};

/// The conversion between two rates, designed at the first call and then shared: a bounded cache keeps the most
/// recently used ones. Thread-safe. Throws invalid_argument as `resampled_length` does.
std::shared_ptr<const conversion> get_conversion(int orig_rate, int new_rate, resample_quality quality);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
