#include <cstring>
#include <limits>

#include <acestep_compat/core/resampler.hpp>

#include "base/enum_names.hpp"
#include "base/fail.hpp"
#include "base/thread_count.hpp"
#include "resample/conversion.hpp"
#include "resample/conversion_stream.hpp"
#include "resample/rate_ratio.hpp"
#include "resample/render_channels.hpp"

namespace acestep_compat {
inline namespace v0 {

namespace {

constexpr detail::enum_name<resample_quality> resample_quality_names[] = {{resample_quality::fast, "fast"},
                                                                          {resample_quality::medium, "medium"},
                                                                          {resample_quality::high, "high"},
                                                                          {resample_quality::best, "best"}};

void require_channels(const char* name, std::int64_t expected, std::int64_t actual) {
  if (actual == expected) return;
  detail::fail<invalid_argument>(name, " must have ", expected, " channels, got ", actual);
}

void require_frames(frame_range output) {
  if (output.first < output.last) return;
  detail::fail<invalid_argument>("output must not be empty, got [", output.first, ", ", output.last, ")");
}

}  // namespace

cstring_view to_string(resample_quality quality) noexcept {
  return detail::name_of<resample_quality>(resample_quality_names, quality, "best");
}

bool parse(cstring_view text, resample_quality& quality) noexcept {
  return detail::parse_name<resample_quality>(resample_quality_names, text, quality);
}

std::int64_t resampled_length(std::int64_t num_frames, int orig_rate, int new_rate) {
  const detail::rate_ratio ratio = detail::make_rate_ratio(orig_rate, new_rate);
  detail::require_at_least("num_frames", num_frames, 0);
  // Whole periods and the rest apart, so that no product overflows where the result does not.
  const std::int64_t periods = num_frames / ratio.down;
  const std::int64_t rest = (num_frames % ratio.down * ratio.up + ratio.down - 1) / ratio.down;
  if (periods > (std::numeric_limits<std::int64_t>::max() - rest) / ratio.up) {
    detail::fail<invalid_argument>("num_frames is too large to be resampled from ", orig_rate, " to ", new_rate,
                                   " Hz: ", num_frames);
  }
  return periods * ratio.up + rest;
}

struct resampler::state {
  int orig_rate;
  int new_rate;
  resample_quality quality;
  std::int64_t num_channels;
  bool finished = false;
  detail::conversion_stream stream;

  state(int orig, int target, std::int64_t channels, resample_quality q)
      : orig_rate(orig), new_rate(target), quality(q), num_channels(channels), stream(orig, target, q, channels) {}
};

resampler::resampler(int orig_rate, int new_rate, std::int64_t num_channels, resample_quality quality) {
  detail::require_at_least("num_channels", num_channels, 1);
  state_ = std::make_unique<state>(orig_rate, new_rate, num_channels, quality);
}

resampler::resampler(resampler&&) noexcept = default;
resampler& resampler::operator=(resampler&&) noexcept = default;
resampler::~resampler() = default;

void resampler::push(const_audio_view input) {
  require_channels("input", state_->num_channels, input.num_channels);
  if (state_->finished) throw invalid_argument("push() after finish(); reset() starts another signal");
  if (input.num_frames == 0) return;
  const audio_view room = state_->stream.room(input.num_frames);
  for (std::int64_t c = 0; c < input.num_channels; ++c)
    std::memcpy(room.channel(c), input.channel(c), static_cast<std::size_t>(input.num_frames) * sizeof(float));
  state_->stream.append(input.num_frames);
}

void resampler::finish() {
  state_->finished = true;
  state_->stream.finish();
}

std::int64_t resampler::pull(audio_view output) {
  require_channels("output", state_->num_channels, output.num_channels);
  return state_->stream.pull(output);
}

void resampler::reset() {
  state_ = std::make_unique<state>(state_->orig_rate, state_->new_rate, state_->num_channels, state_->quality);
}

audio_buffer resample(const_audio_view input, int orig_rate, int new_rate, resample_quality quality, int num_threads,
                      const call_hooks& hooks) {
  const int threads = detail::thread_count(num_threads);
  audio_buffer output(input.num_channels, resampled_length(input.num_frames, orig_rate, new_rate));
  if (output.num_channels() == 0 || output.num_frames() == 0) return output;
  const auto conversion = detail::get_conversion(orig_rate, new_rate, quality);
  detail::render_channels(*conversion, input, {0, input.num_frames}, {0, output.num_frames()}, output.view(), threads,
                          hooks);
  return output;
}

frame_range resample_input_range(frame_range output, int orig_rate, int new_rate, resample_quality quality) {
  require_frames(output);
  return detail::get_conversion(orig_rate, new_rate, quality)->input_range(output);
}

audio_buffer resample_range(const_audio_view input, std::int64_t input_first, frame_range output, int orig_rate,
                            int new_rate, resample_quality quality, int num_threads, const call_hooks& hooks) {
  require_frames(output);
  const int threads = detail::thread_count(num_threads);
  const auto conversion = detail::get_conversion(orig_rate, new_rate, quality);
  audio_buffer result(input.num_channels, output.size());
  detail::render_channels(*conversion, input, {input_first, input_first + input.num_frames}, output, result.view(),
                          threads, hooks);
  return result;
}

}  // namespace v0
}  // namespace acestep_compat
