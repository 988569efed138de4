#include <algorithm>
#include <string>
#include <utility>

#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/error.hpp>

#include "base/poller.hpp"
#include "codecs/decoder.hpp"
#include "pipeline/damage.hpp"
#include "pipeline/pipeline.hpp"

namespace acestep_compat {
inline namespace v0 {

namespace {

detail::pipeline_options pipeline_options_of(const reader_options& options, int source_rate) {
  if (options.sample_rate < 0) {
    const std::string message = "sample_rate must be >= 0, got " + std::to_string(options.sample_rate);
    throw invalid_argument(message.c_str());
  }
  detail::pipeline_options result;
  result.channels = options.channels;
  result.sample_rate = options.sample_rate == 0 ? source_rate : options.sample_rate;
  result.quality = options.quality;
  return result;
}

}  // namespace

struct audio_reader::state {
  state(audio_source& from, const reader_options& reader, const call_hooks& call)
      : state(from, reader, call, detail::open_decoder(from, call, true)) {}

  state(audio_source& from, const reader_options& reader, const call_hooks& call,
        std::unique_ptr<detail::decoder> opened)
      : source(&from),
        hooks(call),
        poll(call),
        options(pipeline_options_of(reader, opened->info().sample_rate)),
        stream(std::move(opened), options) {}

  std::int64_t read(audio_view output) {
    if (ended) return 0;
    const std::int64_t got = stream.read(output);
    gave_frames = gave_frames || got > 0;
    if (got == 0 && output.num_frames > 0) {
      ended = true;
      detail::report_damage(stream.source(), gave_frames, *source, hooks);
    }
    return got;
  }

  void restart_at(std::int64_t source_frame) {
    first_frame = source_frame;
    stream.restart(source_frame);
    ended = false;
    gave_frames = gave_frames || source_frame > 0;
  }

  audio_source* source;
  call_hooks hooks;
  detail::poller poll;  // of all reads: who reads many blocks, each in less than its interval, is to be asked, too
  detail::pipeline_options options;
  detail::pipeline stream;
  std::int64_t first_frame = 0;  // of the source, at the last seek
  bool ended = false;
  bool gave_frames = false;
};

audio_reader::audio_reader(audio_source& source, const reader_options& options, const call_hooks& hooks)
    : state_(std::make_unique<state>(source, options, hooks)) {}
audio_reader::audio_reader(audio_reader&&) noexcept = default;
audio_reader& audio_reader::operator=(audio_reader&&) noexcept = default;
audio_reader::~audio_reader() = default;

const audio_info& audio_reader::info() const noexcept {
  return state_->stream.source().info();
}
int audio_reader::sample_rate() const noexcept {
  return state_->options.sample_rate;
}
std::int64_t audio_reader::num_channels() const noexcept {
  return state_->stream.num_channels();
}

std::int64_t audio_reader::read(audio_view output) {
  if (output.num_channels != num_channels()) {
    const std::string message =
        "output must have " + std::to_string(num_channels()) + " channels, got " + std::to_string(output.num_channels);
    throw invalid_argument(message.c_str());
  }
  std::int64_t done = 0;
  while (done < output.num_frames) {
    const std::int64_t got = state_->read(output.frames(done, output.num_frames - done));
    if (got == 0) break;
    done += got;
    state_->poll.check();
  }
  return done;
}

void audio_reader::seek(std::int64_t source_frame) {
  if (source_frame < 0) {
    const std::string message = "source_frame must be >= 0, got " + std::to_string(source_frame);
    throw invalid_argument(message.c_str());
  }
  const std::int64_t length = info().num_frames;
  state_->restart_at(length < 0 ? source_frame : std::min(source_frame, length));
}

std::int64_t audio_reader::tell() const noexcept {
  const std::int64_t source_rate = info().sample_rate;
  const std::int64_t rate = sample_rate();
  const std::int64_t given = state_->stream.position();
  const std::int64_t position = state_->first_frame + given / rate * source_rate + given % rate * source_rate / rate;
  return info().num_frames < 0 ? position : std::min(position, info().num_frames);
}

}  // namespace v0
}  // namespace acestep_compat
