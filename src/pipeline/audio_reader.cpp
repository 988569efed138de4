#include <acestep_compat/core/audio_reader.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <acestep_compat/core/error.hpp>

#include "codecs/decoder.hpp"
#include "detail/poller.hpp"
#include "pipeline/damage.hpp"
#include "pipeline/mapped_decoder.hpp"

namespace acestep_compat::inline v0 {

struct audio_reader::state {
  state(audio_source& from, const reader_options& options, const call_hooks& call)
      : source(&from), hooks(call), input(detail::open_decoder(from, call, true), options.channels) {
    if (options.sample_rate < 0) {
      const std::string message = "sample_rate must be >= 0, got " + std::to_string(options.sample_rate);
      throw invalid_argument(message.c_str());
    }
    const int source_rate = input.source().info().sample_rate;
    sample_rate = options.sample_rate == 0 ? source_rate : options.sample_rate;
    if (sample_rate == source_rate) return;
    resampled_length(0, source_rate, sample_rate);  // checks the ratio
    converter.emplace(source_rate, sample_rate, input.num_channels(), options.quality);
    block = audio_buffer(input.num_channels(), detail::block_frames(input.num_channels()));
  }

  std::int64_t read_decoded(audio_view output) {
    const std::int64_t got = ended ? 0 : input.read(output);
    gave_frames = gave_frames || got > 0;
    if (got < output.num_frames && !ended) {
      ended = true;
      detail::report_damage(input.source(), gave_frames, *source, hooks);
    }
    return got;
  }

  std::int64_t read_resampled(audio_view output) {
    while (true) {
      const std::int64_t ready = converter->pull(output);
      if (ready > 0 || finished) return ready;
      const std::int64_t got = read_decoded(block.view());
      converter->push(block.view().frames(0, got));
      if (ended) {
        converter->finish();
        finished = true;
      }
    }
  }

  audio_source* source;
  call_hooks hooks;
  detail::mapped_decoder input;
  int sample_rate = 0;
  std::optional<resampler> converter;
  audio_buffer block;             // decoded frames on their way into the converter
  std::int64_t first_frame = 0;   // source frame of the last seek
  std::int64_t frames_given = 0;  // output frames since then
  bool ended = false;             // the decoder has no more
  bool finished = false;          // the converter knows it
  bool gave_frames = false;
};

audio_reader::audio_reader(audio_source& source, const reader_options& options, const call_hooks& hooks)
    : state_(std::make_unique<state>(source, options, hooks)) {}
audio_reader::audio_reader(audio_reader&&) noexcept = default;
audio_reader& audio_reader::operator=(audio_reader&&) noexcept = default;
audio_reader::~audio_reader() = default;

const audio_info& audio_reader::info() const noexcept {
  return state_->input.source().info();
}
int audio_reader::sample_rate() const noexcept {
  return state_->sample_rate;
}
std::int64_t audio_reader::num_channels() const noexcept {
  return state_->input.num_channels();
}

std::int64_t audio_reader::read(audio_view output) {
  if (output.num_channels != num_channels()) {
    const std::string message =
        "output must have " + std::to_string(num_channels()) + " channels, got " + std::to_string(output.num_channels);
    throw invalid_argument(message.c_str());
  }
  detail::poller poll(state_->hooks);
  const std::int64_t step = detail::block_frames(num_channels());
  std::int64_t done = 0;
  while (done < output.num_frames) {
    const audio_view next = output.frames(done, std::min(step, output.num_frames - done));
    const std::int64_t got = state_->converter ? state_->read_resampled(next) : state_->read_decoded(next);
    if (got == 0) break;
    done += got;
    poll.check();
  }
  state_->frames_given += done;
  return done;
}

void audio_reader::seek(std::int64_t source_frame) {
  if (source_frame < 0) {
    const std::string message = "source_frame must be >= 0, got " + std::to_string(source_frame);
    throw invalid_argument(message.c_str());
  }
  const std::int64_t length = info().num_frames;
  state_->first_frame = length < 0 ? source_frame : std::min(source_frame, length);
  state_->frames_given = 0;
  state_->ended = false;
  state_->finished = false;
  state_->gave_frames = state_->gave_frames || source_frame > 0;
  if (state_->converter) state_->converter->reset();
  state_->input.source().seek(state_->first_frame);
}

std::int64_t audio_reader::tell() const noexcept {
  const std::int64_t source_rate = info().sample_rate;
  const std::int64_t rate = state_->sample_rate;
  const std::int64_t whole = state_->frames_given / rate * source_rate;
  const std::int64_t position = state_->first_frame + whole + state_->frames_given % rate * source_rate / rate;
  return info().num_frames < 0 ? position : std::min(position, info().num_frames);
}

}  // namespace acestep_compat::inline v0
