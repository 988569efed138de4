#pragma once

#include "resample/polyphase_table.hpp"
#include "resample/stage.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// A rational conversion by a polyphase filter: a banded matrix times segments of the signal in the SIMD lanes.
class polyphase_stage final : public stage {
public:
  explicit polyphase_stage(polyphase_table table);

  frame_range input_range(frame_range output) const override;
  std::int64_t output_end(std::int64_t input_end) const override;
  std::int64_t block_frames() const override;
  void render(const float* input, frame_range available, frame_range output, float* destination,
              stage_scratch& scratch) const override;

private:
  const polyphase_tile& tile_of(std::int64_t phase) const;

  polyphase_table table_;
  std::int64_t max_periods_;  ///< in a lane
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
