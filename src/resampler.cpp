#include <acestep_compat/core/resampler.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include <acestep_compat/core/error.hpp>

#include "resample/rate_ratio.hpp"
#include "resample/samplerate.hpp"
#include "thread_count.hpp"

namespace acestep_compat::inline v0 {

namespace {

/// Frames converted between two looks at `call_hooks::poll`.
constexpr std::int64_t block_frames = 16384;

/// What was pushed into one channel and is not converted yet.
struct channel_stream {
  detail::samplerate_channel converter;
  std::vector<float> pending;
};

}  // namespace

struct resampler::state {
  int orig_rate;
  int new_rate;
  std::int64_t pushed = 0;
  std::int64_t pulled = 0;
  bool finished = false;
  std::vector<channel_stream> channels;
};

resampler::resampler(int orig_rate, int new_rate, std::int64_t num_channels, resample_quality quality) {
  detail::make_rate_ratio(orig_rate, new_rate);
  if (num_channels < 1)
    throw invalid_argument(("num_channels must be >= 1, got " + std::to_string(num_channels)).c_str());
  state_ = std::make_unique<state>();
  state_->orig_rate = orig_rate;
  state_->new_rate = new_rate;
  for (std::int64_t c = 0; c < num_channels; ++c)
    state_->channels.push_back({detail::samplerate_channel(orig_rate, new_rate, quality), {}});
}

resampler::resampler(resampler&&) noexcept = default;
resampler& resampler::operator=(resampler&&) noexcept = default;
resampler::~resampler() = default;

void resampler::push(const_audio_view input) {
  const auto num_channels = static_cast<std::int64_t>(state_->channels.size());
  if (input.num_channels != num_channels) {
    throw invalid_argument(
        ("input must have " + std::to_string(num_channels) + " channels, got " + std::to_string(input.num_channels))
            .c_str());
  }
  if (state_->finished) throw invalid_argument("push() after finish(); reset() starts another signal");
  for (std::int64_t c = 0; c < num_channels; ++c) {
    auto& pending = state_->channels[static_cast<std::size_t>(c)].pending;
    pending.insert(pending.end(), input.channel(c), input.channel(c) + input.num_frames);
  }
  state_->pushed += input.num_frames;
}

void resampler::finish() {
  state_->finished = true;
}

std::int64_t resampler::pull(audio_view output) {
  const auto num_channels = static_cast<std::int64_t>(state_->channels.size());
  if (output.num_channels != num_channels) {
    throw invalid_argument(
        ("output must have " + std::to_string(num_channels) + " channels, got " + std::to_string(output.num_channels))
            .c_str());
  }
  // libsamplerate holds its last frames back until it has seen half a filter of input more.
  static const std::vector<float> silence(4096, 0.0f);
  const std::int64_t length = resampled_length(state_->pushed, state_->orig_rate, state_->new_rate);
  const std::int64_t wanted = std::min(output.num_frames, length - state_->pulled);
  std::int64_t written = 0;
  for (std::int64_t c = 0; c < num_channels; ++c) {
    auto& [converter, pending] = state_->channels[static_cast<std::size_t>(c)];
    std::int64_t taken = 0;
    written = 0;
    while (written < wanted) {
      const auto left = static_cast<std::int64_t>(pending.size()) - taken;
      if (left == 0 && !state_->finished) break;
      const float* input = left > 0 ? pending.data() + taken : silence.data();
      const std::int64_t count = left > 0 ? left : static_cast<std::int64_t>(silence.size());
      const auto [consumed, produced] = converter.process(input, count, output.channel(c) + written, wanted - written);
      taken += std::min(consumed, left);
      written += produced;
      if (consumed == 0 && produced == 0 && !state_->finished) break;
    }
    pending.erase(pending.begin(), pending.begin() + taken);
  }
  state_->pulled += written;
  return written;
}

void resampler::reset() {
  state_->pushed = 0;
  state_->pulled = 0;
  state_->finished = false;
  for (auto& [converter, pending] : state_->channels) {
    converter.reset();
    pending.clear();
  }
}

audio_buffer resample(const_audio_view input, int orig_rate, int new_rate, resample_quality quality, int num_threads,
                      const call_hooks& hooks) {
  detail::thread_count(num_threads);  // checked for every ratio, though libsamplerate is stateful and takes one thread
  audio_buffer output(input.num_channels, resampled_length(input.num_frames, orig_rate, new_rate));
  if (output.num_channels() == 0 || output.num_frames() == 0) return output;
  resampler stream(orig_rate, new_rate, input.num_channels, quality);
  std::int64_t written = 0;
  auto drain = [&] {
    while (const std::int64_t n = stream.pull(output.view().frames(written, output.num_frames() - written)))
      written += n;
  };
  for (std::int64_t first = 0; first < input.num_frames; first += block_frames) {
    if (hooks.poll != nullptr && hooks.poll(hooks.user)) throw cancelled();
    stream.push(input.frames(first, std::min(block_frames, input.num_frames - first)));
    drain();
  }
  stream.finish();
  drain();
  return output;
}

}  // namespace acestep_compat::inline v0
