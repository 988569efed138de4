#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/error.hpp>
#include <acestep_compat/core/resampler.hpp>

#include "codecs/decoder.hpp"
#include "detail/poller.hpp"
#include "pipeline/damage.hpp"
#include "pipeline/growing_output.hpp"
#include "pipeline/mapped_decoder.hpp"
#include "thread_count.hpp"

namespace acestep_compat::inline v0 {

namespace {

using namespace detail;

void require(bool holds, const char* name, std::int64_t value, const char* limit) {
  if (holds) return;
  const std::string message = std::string(name) + " must be " + limit + ", got " + std::to_string(value);
  throw invalid_argument(message.c_str());
}

void check(const load_options& options) {
  require(options.sample_rate >= 0, "sample_rate", options.sample_rate, ">= 0");
  require(options.frame_offset >= 0, "frame_offset", options.frame_offset, ">= 0");
  require(options.num_frames >= -1, "num_frames", options.num_frames, "-1 or >= 0");
  thread_count(options.num_threads);  // checks it
}

// The frames of the source from where the decoder stands; the count is -1 when it and the file's length are unknown.
std::int64_t range_length(const audio_info& info, const load_options& options) {
  if (info.num_frames < 0) return options.num_frames;
  const std::int64_t available = std::max<std::int64_t>(0, info.num_frames - options.frame_offset);
  return options.num_frames < 0 ? available : std::min(available, options.num_frames);
}

class block_pipeline {
public:
  block_pipeline(mapped_decoder& input, std::int64_t count, poller& poll)
      : input_(input),
        remaining_(count < 0 ? std::numeric_limits<std::int64_t>::max() : count),
        block_frames_(block_frames(input.num_channels())),
        poll_(poll) {}

  /// Reads the next block into `output` (at most its size); 0 at the end.
  std::int64_t read(audio_view output) {
    poll_.check();
    const std::int64_t wanted = std::min(output.num_frames, remaining_);
    const std::int64_t got = wanted == 0 ? 0 : input_.read(output.frames(0, wanted));
    remaining_ = got < wanted ? 0 : remaining_ - got;
    return got;
  }

  std::int64_t next_block() const noexcept { return std::min(block_frames_, remaining_); }

private:
  mapped_decoder& input_;
  std::int64_t remaining_;
  std::int64_t block_frames_;
  poller& poll_;
};

void copy_blocks(block_pipeline& input, growing_output& output) {
  while (const std::int64_t wanted = input.next_block()) {
    output.advance(input.read(output.space(wanted)));
  }
}

void resample_blocks(block_pipeline& input, growing_output& output, std::int64_t num_channels, resampler& converter,
                     poller& poll) {
  const std::int64_t size = block_frames(num_channels);
  audio_buffer block(num_channels, size);
  const auto drain = [&] {
    while (const std::int64_t got = converter.pull(output.space(size))) {
      output.advance(got);
      poll.check();
    }
  };
  while (input.next_block() > 0) {
    const std::int64_t got = input.read(block.view());
    converter.push(block.view().frames(0, got));
    drain();
  }
  converter.finish();
  drain();
}

}  // namespace

loaded_buffer load_audio(audio_source& source, const load_options& options, const call_hooks& hooks) {
  check(options);
  poller poll(hooks);
  mapped_decoder input(open_decoder(source, hooks, false), options.channels);
  const audio_info& info = input.source().info();
  const int rate = options.sample_rate == 0 ? info.sample_rate : options.sample_rate;
  const std::int64_t count = range_length(info, options);
  const std::int64_t expected = count < 0 ? -1 : resampled_length(count, info.sample_rate, rate);

  growing_output output(input.num_channels(), expected, source.size());
  if (count != 0) {
    if (options.frame_offset > 0) input.source().seek(options.frame_offset);
    block_pipeline blocks(input, count, poll);
    if (rate == info.sample_rate) {
      copy_blocks(blocks, output);
    } else {
      resampler converter(info.sample_rate, rate, input.num_channels(), options.quality);
      resample_blocks(blocks, output, input.num_channels(), converter, poll);
    }
  }
  report_damage(input.source(), output.num_frames() > 0 || options.frame_offset > 0, source, hooks);
  return {output.finish(), rate};
}

}  // namespace acestep_compat::inline v0
