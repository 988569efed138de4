#include "pipeline/file_load.hpp"

#include <algorithm>
#include <utility>

#include "base/fail.hpp"
#include "base/thread_count.hpp"
#include "pipeline/damage.hpp"
#include "pipeline/growing_output.hpp"
#include "pipeline/segments.hpp"
#include "pipeline/source_range.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

const load_options& checked(const load_options& options) {
  require_at_least("sample_rate", options.sample_rate, 0);
  check_range(options.frame_offset, options.num_frames);
  return options;
}

}  // namespace

file_load::file_load(audio_source& source, const load_options& options, const call_hooks& hooks)
    : source_(source),
      hooks_(hooks),
      poll_(hooks),
      num_threads_(thread_count(checked(options).num_threads)),
      input_(open_decoder(source, hooks, false)) {
  const audio_info& info = input_->info();
  options_.channels = options.channels;
  options_.frame_offset = options.frame_offset;
  options_.num_frames = range_length(info, options.frame_offset, options.num_frames);
  options_.sample_rate = options.sample_rate == 0 ? info.sample_rate : options.sample_rate;
  options_.quality = options.quality;
  num_channels_ = mapped_channels(options.channels, info.num_channels);
  const std::int64_t length =
      resampled_length(std::max<std::int64_t>(0, options_.num_frames), info.sample_rate, options_.sample_rate);
  // Of a file of unknown length, a range may reach behind the end.
  expected_frames_ = info.num_frames < 0 ? -1 : length;
}

std::int64_t file_load::expected_bytes() const noexcept {
  const std::int64_t plausible = growing_output::plausible_frames(num_channels_, source_.size());
  const std::int64_t frames = expected_frames_ < 0 ? plausible : std::min(expected_frames_, plausible);
  return frames * num_channels_ * static_cast<std::int64_t>(sizeof(float));
}

loaded_buffer file_load::run() {
  if (options_.num_frames == 0) {
    report(*input_, 0);
    return {audio_buffer(num_channels_, 0), options_.sample_rate};
  }
  const std::vector<std::int64_t> starts = segments();
  return {starts.size() > 1 ? load_in_segments(starts) : load_in_order(), options_.sample_rate};
}

std::vector<std::int64_t> file_load::segments() const {
  // A thread costs more than it brings for a few seconds.
  constexpr std::int64_t shortest_seconds = 5;
  const bool plausible = expected_frames_ <= growing_output::plausible_frames(num_channels_, source_.size());
  return segment_starts(expected_frames_, shortest_seconds * options_.sample_rate,
                        expected_frames_ > 0 && plausible ? num_threads_ : 1);
}

audio_buffer file_load::load_in_order() {
  growing_output output(num_channels_, expected_frames_, source_.size());
  pipeline whole(std::move(input_), options_);
  const std::int64_t block = block_frames(num_channels_);
  while (output.num_frames() != expected_frames_) {
    poll_.check();
    const std::int64_t rest = expected_frames_ < 0 ? block : expected_frames_ - output.num_frames();
    const std::int64_t got = whole.read(output.space(std::min(block, rest)));
    if (got == 0) break;
    output.advance(got);
  }
  report(whole.source(), output.num_frames());
  return output.finish();
}

audio_buffer file_load::load_in_segments(const std::vector<std::int64_t>& starts) {
  auto workers = make_workers(std::move(input_), options_, std::min(num_threads_, static_cast<int>(starts.size())));
  audio_buffer output(num_channels_, expected_frames_);
  const bool in_parts = workers.size() > 1;
  const segments_result result =
      render_segments(std::move(workers), in_parts ? starts : std::vector<std::int64_t>{0}, output.view(), poll_);
  report(result.ended.source(), result.num_frames);
  output.truncate(result.num_frames);
  return output;
}

void file_load::report(const decoder& ended, std::int64_t num_frames) {
  report_damage(ended, num_frames > 0 || options_.frame_offset > 0, source_, hooks_);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
