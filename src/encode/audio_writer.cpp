#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <acestep_compat/core/audio_buffer.hpp>
#include <acestep_compat/core/audio_writer.hpp>
#include <acestep_compat/core/resampler.hpp>

#include "base/enum_names.hpp"
#include "base/fail.hpp"
#include "base/poller.hpp"
#include "encode/block_encoder.hpp"
#include "encode/encoding_plan.hpp"
#include "encode/sample_conversion.hpp"
#include "io/output.hpp"

namespace acestep_compat {
inline namespace v0 {

namespace {

constexpr detail::enum_name<nonfinite_policy> nonfinite_policy_names[] = {{nonfinite_policy::raise, "raise"},
                                                                          {nonfinite_policy::zero, "zero"}};

/// Samples between two calls of `poll`: a few milliseconds of the slowest encoder.
constexpr std::int64_t samples_per_poll = 65536;

audio_format format_of_path(const std::string& path) {
  const auto dot = path.rfind('.');
  if (dot == std::string::npos || path.find_first_of("/\\", dot) != std::string::npos) return audio_format::unknown;
  return format_from_extension(path.c_str() + dot);
}

}  // namespace

cstring_view to_string(nonfinite_policy policy) noexcept {
  return detail::name_of<nonfinite_policy>(nonfinite_policy_names, policy, "zero");
}

bool parse(cstring_view text, nonfinite_policy& policy) noexcept {
  return detail::parse_name<nonfinite_policy>(nonfinite_policy_names, text, policy);
}

audio_sink::~audio_sink() = default;

struct audio_writer::state {
  state(std::unique_ptr<detail::output> target, int rate, const detail::encoding_plan& made,
        const writer_options& options, const call_hooks& call)
      : sample_rate(rate),
        num_channels(made.num_channels),
        plan(made),
        nonfinite(options.nonfinite),
        hooks(call),
        poll(call),
        output(std::move(target)) {
    if (options.tags != nullptr) tags = *options.tags;
  }

  void start(sample_type first_type) {
    type = first_type;
    detail::choose_depth(plan, first_type);
    if (plan.sample_rate != sample_rate) {
      resampling.emplace(sample_rate, plan.sample_rate, num_channels);
      resampled = audio_buffer(num_channels, frames_per_poll());
    }
    encoder = std::make_unique<detail::block_encoder>(output->bytes(), plan, &tags, nonfinite);
  }

  std::int64_t frames_per_poll() const { return std::max<std::int64_t>(samples_per_poll / num_channels, 1); }

  void append(const sample_view& samples) {
    for (std::int64_t first = 0; first < samples.num_frames; first += frames_per_poll()) {
      const std::int64_t count = std::min(frames_per_poll(), samples.num_frames - first);
      const sample_view part = detail::frames_of(samples, first, count);
      if (resampling) {
        resample(part);
      } else {
        encoder->append(part);
      }
      poll.check();
    }
  }

  void resample(const sample_view& samples) {
    detail::conversion_rules rules{false, nonfinite, false, resampled_input};
    audio_buffer planar(num_channels, samples.num_frames);
    for (std::int64_t channel = 0; channel < num_channels; ++channel) {
      rules.first_channel = channel;
      detail::interleave(detail::channel_of(samples, channel), rules, planar.view().channel(channel));
    }
    resampled_input += samples.num_frames;
    resampling->push(planar.view());
    drain();
  }

  void drain() {
    while (const std::int64_t frames = resampling->pull(resampled.view())) {
      encoder->append(resampled.view().frames(0, frames));
      poll.check();
    }
  }

  void finish() {
    if (encoder == nullptr) start(sample_type::float32);  // no frame at all
    if (resampling) {
      resampling->finish();
      drain();
    }
    encoder->finish();
    output->commit(hooks);
  }

  int sample_rate;
  std::int64_t num_channels;
  detail::encoding_plan plan;
  nonfinite_policy nonfinite;
  tag_list tags;
  call_hooks hooks;
  detail::poller poll;

  sample_type type = sample_type::float32;
  std::optional<resampler> resampling;
  std::int64_t resampled_input = 0;  // frames
  audio_buffer resampled;

  std::unique_ptr<detail::output> output;
  std::unique_ptr<detail::block_encoder> encoder;  // declared after output: it is destroyed first
};

audio_writer::audio_writer(cstring_view path, int sample_rate, std::int64_t num_channels, const writer_options& options,
                           const call_hooks& hooks) {
  writer_options known = options;
  if (known.format == audio_format::unknown) known.format = format_of_path(path.str());
  // What the format does not support is said before a file is touched.
  const auto plan = detail::make_encoding_plan(known, sample_rate, num_channels);
  state_ = std::make_unique<state>(detail::open_output(path.str()), sample_rate, plan, options, hooks);
}

audio_writer::audio_writer(audio_sink& sink, int sample_rate, std::int64_t num_channels, const writer_options& options,
                           const call_hooks& hooks) {
  const auto plan = detail::make_encoding_plan(options, sample_rate, num_channels);
  state_ = std::make_unique<state>(detail::open_output(sink), sample_rate, plan, options, hooks);
}

audio_writer::audio_writer(audio_writer&&) noexcept = default;
audio_writer& audio_writer::operator=(audio_writer&&) noexcept = default;
audio_writer::~audio_writer() = default;

void audio_writer::write(const sample_view& samples) {
  if (state_ == nullptr) throw encode_error("the writer was committed or discarded");
  if (samples.num_channels != state_->num_channels) {
    detail::fail<invalid_argument>("samples must have ", state_->num_channels, " channels, got ", samples.num_channels);
  }
  if (state_->encoder != nullptr && samples.type != state_->type) {
    throw invalid_argument("every block must have the first block's sample type");
  }
  try {
    if (state_->encoder == nullptr) state_->start(samples.type);
    state_->append(samples);
  } catch (...) {
    discard();  // a part of the samples must not become a file
    throw;
  }
}

void audio_writer::commit() {
  if (state_ == nullptr) throw encode_error("the writer was committed or discarded");
  const std::unique_ptr<state> last = std::move(state_);  // whatever happens, the writer is done
  last->finish();
}

void audio_writer::discard() noexcept {
  state_.reset();
}

}  // namespace v0
}  // namespace acestep_compat
