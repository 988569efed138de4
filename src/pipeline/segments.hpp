#pragma once

#include <cstdint>
#include <vector>

#include <acestep_compat/core/audio_view.hpp>

#include "base/poller.hpp"
#include "pipeline/pipeline.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Where the segments begin that an output of `num_frames` is made in, none shorter than `shortest`. They are more than
/// the threads and become smaller towards the end, so that a thread that is slower than the others, or whose segments
/// take longer, does not keep them waiting. {0} for one thread, and for an output too short to share.
std::vector<std::int64_t> segment_starts(std::int64_t num_frames, std::int64_t shortest, int num_threads);

/// A pipeline over `source` for each of `count` threads; one alone when the codec cannot be decoded in parts.
std::vector<pipeline> make_workers(std::unique_ptr<decoder> source, const load_plan& plan, int count);

/// How the rendering of all segments ended.
struct segments_result {
  std::int64_t num_frames;  ///< written, from the beginning
  pipeline ended;           ///< its decoder met the end and knows about damage
};

/// Fills `output`, whose segments begin at `starts`, with all workers at the same time. Every two neighbours must have
/// decoded the frames before their border to the same bits; where they have not, all is done again in order. Where a
/// decoder meets damage, it goes on to the end alone, as if there had been one segment.
segments_result render_segments(std::vector<pipeline> workers, const std::vector<std::int64_t>& starts,
                                audio_view output, poller& poll);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
