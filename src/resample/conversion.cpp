#include "resample/conversion.hpp"

#include <algorithm>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

frame_range conversion::input_range(frame_range output) const {
  for (auto stage = stages_.rbegin(); stage != stages_.rend(); ++stage) output = (*stage)->input_range(output);
  return output;
}

std::int64_t conversion::output_end(std::int64_t input_end) const {
  for (const auto& stage : stages_) input_end = stage->output_end(input_end);
  return input_end;
}

std::int64_t conversion::block_frames() const {
  constexpr std::int64_t copied_block = 16384;
  if (stages_.empty()) return copied_block;
  const std::int64_t block = stages_.back()->block_frames();
  if (stages_.size() == 1) return block;
  // What is asked of the stage before begins and ends within blocks of its own, so several of those at a time.
  constexpr std::int64_t whole_blocks = 3;
  const std::int64_t input = stages_.back()->input_range({0, block}).size();
  return block * ((whole_blocks * stages_.front()->block_frames() + input - 1) / input);
}

void conversion::render(const float* input, frame_range available, frame_range output, float* destination,
                        conversion_scratch& scratch) const {
  if (stages_.empty()) return copy_frames(input, available, output, destination);
  scratch.between.resize(std::max(scratch.between.size(), stages_.size() - 1));
  // With several stages, blocks: so that what lies between two of them stays in the cache.
  const std::int64_t block = stages_.size() == 1 ? output.size() : block_frames();
  for (std::int64_t first = output.first; first < output.last; first += block) {
    render_up_to(stages_.size(), input, available, {first, std::min(first + block, output.last)},
                 destination + (first - output.first), scratch);
  }
}

void conversion::render_up_to(std::size_t stage_count, const float* input, frame_range available, frame_range output,
                              float* destination, conversion_scratch& scratch) const {
  const stage& last = *stages_[stage_count - 1];
  if (stage_count == 1) return last.render(input, available, output, destination, scratch.stage);
  // Before and after the signal a stage still rings, so the next one reads it beyond the signal's ends too.
  const frame_range needed = last.input_range(output);
  aligned_array& between = scratch.between[stage_count - 2];
  between.reserve(static_cast<std::size_t>(needed.size()));
  render_up_to(stage_count - 1, input, available, needed, between.data(), scratch);
  last.render(between.data(), needed, output, destination, scratch.stage);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
