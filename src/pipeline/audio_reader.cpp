#include <algorithm>
#include <limits>
#include <utility>

#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/error.hpp>

#include "base/fail.hpp"
#include "base/poller.hpp"
#include "codecs/decoder.hpp"
#include "pipeline/block_frames.hpp"
#include "pipeline/damage.hpp"
#include "pipeline/growing_output.hpp"
#include "pipeline/load_plan.hpp"
#include "pipeline/pipeline.hpp"

namespace acestep_compat {
inline namespace v0 {

namespace {

// A stream goes on for as long as frames come, whatever number of them the file claims.
detail::load_plan stream_plan(const load_options& request, const audio_info& info) {
  detail::load_plan plan = detail::make_load_plan(request, info);
  plan.num_frames = -1;
  return plan;
}

}  // namespace

struct audio_reader::state {
  state(audio_source& from, const load_options& request, const call_hooks& call)
      : state(from, detail::open_decoder(from, call, true), request, call) {}

  state(audio_source& from, std::unique_ptr<detail::decoder> opened, const load_options& request,
        const call_hooks& call)
      : source(&from),
        hooks(call),
        poll(call),
        plan(stream_plan(request, opened->info())),
        stream(std::move(opened), plan) {}

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

  // How many frames are to come by what the file says; -1: not known.
  std::int64_t expected_frames() const {
    const audio_info& info = stream.source().info();
    if (info.num_frames < 0) return -1;
    const std::int64_t length =
        resampled_length(std::max<std::int64_t>(0, info.num_frames - first_frame), info.sample_rate, plan.sample_rate);
    return std::max<std::int64_t>(0, length - stream.position());
  }

  void begin_at(std::int64_t source_frame) {
    first_frame = source_frame;
    stream.begin_at(source_frame);
    ended = false;
    gave_frames = gave_frames || source_frame > 0;
  }

  audio_source* source;
  call_hooks hooks;
  detail::poller poll;  // one for all reads: many short ones together take long enough for the caller to be asked
  detail::load_plan plan;
  detail::pipeline stream;
  std::int64_t first_frame = 0;  // of the source, at the last seek
  bool ended = false;
  bool gave_frames = false;
};

audio_reader::audio_reader(audio_source& source, const reader_options& options, const call_hooks& hooks) {
  const load_options request = detail::whole_file(options);
  detail::check(request);
  state_ = std::make_unique<state>(source, request, hooks);
}
audio_reader::audio_reader(audio_reader&&) noexcept = default;
audio_reader& audio_reader::operator=(audio_reader&&) noexcept = default;
audio_reader::~audio_reader() = default;

const audio_info& audio_reader::info() const noexcept {
  return state_->stream.source().info();
}
int audio_reader::sample_rate() const noexcept {
  return state_->plan.sample_rate;
}
std::int64_t audio_reader::num_channels() const noexcept {
  return state_->stream.num_channels();
}

std::int64_t audio_reader::read(audio_view output) {
  if (output.num_channels != num_channels()) {
    detail::fail<invalid_argument>("output must have ", num_channels(), " channels, got ", output.num_channels);
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

audio_buffer audio_reader::read_rest(std::int64_t max_frames) {
  if (max_frames < -1) detail::fail<invalid_argument>("max_frames must be -1 or >= 0, got ", max_frames);
  const std::int64_t limit = max_frames < 0 ? std::numeric_limits<std::int64_t>::max() : max_frames;
  std::int64_t expected = state_->expected_frames();
  if (max_frames >= 0) expected = expected < 0 ? max_frames : std::min(expected, max_frames);
  detail::growing_output output(num_channels(), expected, state_->source->size());
  while (output.num_frames() < limit) {
    const std::int64_t wanted = std::min(detail::block_frames(num_channels()), limit - output.num_frames());
    if (output.room() > 0) {
      const std::int64_t got = state_->read(output.space(std::min(wanted, output.room())));
      if (got == 0) break;
      output.advance(got);
    } else {  // by the file's own count this is the end: only frames that do come make the output grow
      audio_buffer block(num_channels(), wanted);
      const std::int64_t got = state_->read(block.view());
      if (got == 0) break;
      output.append(block.view().frames(0, got));
    }
    state_->poll.check();
  }
  return output.finish();
}

void audio_reader::seek(std::int64_t source_frame) {
  detail::require_at_least("source_frame", source_frame, 0);
  const std::int64_t length = info().num_frames;
  state_->begin_at(length < 0 ? source_frame : std::min(source_frame, length));
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
