#pragma once

#include <cstdint>
#include <vector>

#include <acestep_compat/core/audio_view.hpp>

#include "detail/poller.hpp"
#include "pipeline/pipeline.hpp"

namespace acestep_compat::inline v0::detail {

/// How many segments a file of `num_frames` source frames is worth: one per thread, but a thread costs more than it
/// brings for a few seconds.
int segment_count(std::int64_t num_frames, int sample_rate, int num_threads) noexcept;

/// Pipelines for equal parts of an output of `num_output_frames`, each with a decoder of its own; one alone when the
/// codec cannot be decoded in parts.
std::vector<pipeline> make_segments(std::unique_ptr<decoder> source, const pipeline_options& options,
                                    std::int64_t num_output_frames, int count);

/// What came of all segments.
struct segments_result {
  std::int64_t num_frames;  ///< written, from the beginning
  const decoder* ended;     ///< the decoder that met the end, which knows about damage
};

/// Fills `output` with all segments at the same time. Every two neighbours must have decoded the frames before their
/// border to the same bits; where they have not, or where a decoder met damage, the earlier one goes on to the end
/// alone, as if there had been one segment.
segments_result render_segments(std::vector<pipeline>& segments, audio_view output, poller& poll);

}  // namespace acestep_compat::inline v0::detail
