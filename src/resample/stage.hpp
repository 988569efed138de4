#pragma once

#include <cstdint>

#include <acestep_compat/core/audio_view.hpp>

#include "resample/aligned_array.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Memory that a thread lends to the stages that it runs.
struct stage_scratch {
  aligned_array source;
  aligned_array input_rows;
  aligned_array output_rows;
  aligned_array_of<double> spectra;
};

/// One conversion of the rate, for one channel. Immutable, so that any number of threads can share it.
///
/// An output frame depends on input frames by its absolute position only, so that a signal can be converted in blocks
/// of any size, in any order, with the same result bit for bit.
class stage {
public:
  stage() noexcept = default;
  stage(const stage&) = delete;
  stage& operator=(const stage&) = delete;
  virtual ~stage() = default;

  /// The input frames from which `output` (not empty) is computed.
  virtual frame_range input_range(frame_range output) const = 0;

  /// How many output frames, counted from the beginning, depend on input frames before `input_end` only.
  virtual std::int64_t output_end(std::int64_t input_end) const = 0;

  /// The smallest number of output frames at a time that costs no extra work.
  virtual std::int64_t block_frames() const = 0;

  /// Writes the frames `output`. `input` holds the frames `available`; others count as silence.
  virtual void render(const float* input, frame_range available, frame_range output, float* destination,
                      stage_scratch& scratch) const = 0;
};

/// Copies the frames `wanted` of a signal of which `input` holds `available`; others count as silence.
void copy_frames(const float* input, frame_range available, frame_range wanted, float* destination);

/// The frames `wanted`, one after the other: where they lie, or a copy with silence in place of those not available.
const float* contiguous_frames(const float* input, frame_range available, frame_range wanted, aligned_array& copy);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
