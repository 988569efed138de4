#include "pipeline/file_load.hpp"

#include <algorithm>
#include <utility>

#include "base/thread_count.hpp"
#include "pipeline/block_frames.hpp"
#include "pipeline/damage.hpp"
#include "pipeline/growing_output.hpp"
#include "pipeline/pipeline.hpp"
#include "pipeline/segments.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

file_load::file_load(audio_source& source, const load_options& options, const call_hooks& hooks)
    : source_(source), hooks_(hooks), poll_(hooks) {
  check(options);
  num_threads_ = thread_count(options.num_threads);
  input_ = open_decoder(source, hooks, false);
  plan_ = make_load_plan(options, input_->info());
}

std::int64_t file_load::expected_bytes() const noexcept {
  const std::int64_t plausible = growing_output::plausible_frames(plan_.num_channels, source_.size());
  const std::int64_t frames = plan_.expected_frames < 0 ? plausible : std::min(plan_.expected_frames, plausible);
  return frames * plan_.num_channels * static_cast<std::int64_t>(sizeof(float));
}

loaded_buffer file_load::run() {
  if (plan_.num_frames == 0) {
    report(*input_, 0);
    return {audio_buffer(plan_.num_channels, 0), plan_.sample_rate};
  }
  const std::vector<std::int64_t> starts = segments();
  return {starts.size() > 1 ? load_in_segments(starts) : load_in_order(), plan_.sample_rate};
}

std::vector<std::int64_t> file_load::segments() const {
  // For a few seconds of audio, a thread costs more than it saves.
  constexpr std::int64_t shortest_seconds = 5;
  const bool plausible = plan_.expected_frames <= growing_output::plausible_frames(plan_.num_channels, source_.size());
  return segment_starts(plan_.expected_frames, shortest_seconds * plan_.sample_rate,
                        plan_.expected_frames > 0 && plausible ? num_threads_ : 1);
}

audio_buffer file_load::load_in_order() {
  growing_output output(plan_.num_channels, plan_.expected_frames, source_.size());
  pipeline whole(std::move(input_), plan_);
  const std::int64_t block = block_frames(plan_.num_channels);
  while (output.num_frames() != plan_.expected_frames) {
    poll_.check();
    const std::int64_t rest = plan_.expected_frames < 0 ? block : plan_.expected_frames - output.num_frames();
    const std::int64_t got = whole.read(output.space(std::min(block, rest)));
    if (got == 0) break;
    output.advance(got);
  }
  report(whole.source(), output.num_frames());
  return output.finish();
}

audio_buffer file_load::load_in_segments(const std::vector<std::int64_t>& starts) {
  auto workers = make_workers(std::move(input_), plan_, std::min(num_threads_, static_cast<int>(starts.size())));
  audio_buffer output(plan_.num_channels, plan_.expected_frames);
  const bool in_parts = workers.size() > 1;
  const segments_result result =
      render_segments(std::move(workers), in_parts ? starts : std::vector<std::int64_t>{0}, output.view(), poll_);
  report(result.ended.source(), result.num_frames);
  output.truncate(result.num_frames);
  return output;
}

void file_load::report(const decoder& ended, std::int64_t num_frames) {
  report_damage(ended, num_frames > 0 || plan_.frame_offset > 0, source_, hooks_);
}

}  // namespace detail

loaded_buffer load_audio(audio_source& source, const load_options& options, const call_hooks& hooks) {
  return detail::file_load(source, options, hooks).run();
}

}  // namespace v0
}  // namespace acestep_compat
