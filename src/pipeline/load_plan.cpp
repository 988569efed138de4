#include "pipeline/load_plan.hpp"

#include <algorithm>
#include <cmath>

#include <acestep_compat/core/channels.hpp>
#include <acestep_compat/core/error.hpp>

#include "base/fail.hpp"
#include "pipeline/source_range.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

constexpr double to_the_end = -1.0;

bool in_seconds(const load_options& options) noexcept {
  return options.offset != 0.0 || options.duration != to_the_end;
}

void require_seconds(const char* name, double seconds) {
  if (std::isfinite(seconds) && seconds >= 0.0) return;
  fail<invalid_argument>(name, " must be a finite number of seconds >= 0, got ", seconds);
}

// The nearest frame. A length is rounded by itself, so that every range of one duration has one length.
std::int64_t to_frames(const char* name, double seconds, int sample_rate) {
  const double frames = std::round(seconds * sample_rate);
  constexpr double limit = 9.2e18;
  if (frames > limit) fail<invalid_argument>(name, " is too long: ", seconds, " s");
  return static_cast<std::int64_t>(frames);
}

}  // namespace

load_options whole_file(const reader_options& options) noexcept {
  load_options whole;
  whole.sample_rate = options.sample_rate;
  whole.channels = options.channels;
  whole.quality = options.quality;
  return whole;
}

void check(const load_options& options) {
  require_at_least("sample_rate", options.sample_rate, 0);
  check_range(options.frame_offset, options.num_frames);
  if (!in_seconds(options)) return;
  require_seconds("offset", options.offset);
  if (options.duration != to_the_end) require_seconds("duration", options.duration);
  if (options.frame_offset == 0 && options.num_frames == -1) return;
  fail<invalid_argument>(
      "give either offset/duration in seconds or frame_offset/num_frames in frames, not both (got frame_offset=",
      options.frame_offset, ", num_frames=", options.num_frames, ")");
}

load_plan make_load_plan(const load_options& options, const audio_info& info) {
  load_plan plan;
  plan.channels = options.channels;
  plan.quality = options.quality;
  plan.sample_rate = options.sample_rate == 0 ? info.sample_rate : options.sample_rate;
  plan.num_channels = mapped_channels(options.channels, info.num_channels);

  plan.frame_offset = options.frame_offset;
  std::int64_t num_frames = options.num_frames;
  if (in_seconds(options)) {
    plan.frame_offset = to_frames("offset", options.offset, info.sample_rate);
    if (options.duration != to_the_end) num_frames = to_frames("duration", options.duration, info.sample_rate);
  }
  plan.num_frames = range_length(info, plan.frame_offset, num_frames);

  const std::int64_t length =
      resampled_length(std::max<std::int64_t>(0, plan.num_frames), info.sample_rate, plan.sample_rate);
  // In a file of unknown length, a range may reach beyond the end.
  plan.expected_frames = info.num_frames < 0 ? -1 : length;
  return plan;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
