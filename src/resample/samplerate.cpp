#include "resample/samplerate.hpp"

#include <samplerate.h>

#include <algorithm>
#include <limits>
#include <new>
#include <string>

#include <acestep_compat/core/error.hpp>

namespace acestep_compat::inline v0::detail {

namespace {

int converter_type(resample_quality quality) {
  switch (quality) {
    case resample_quality::fast:
      return SRC_SINC_FASTEST;
    case resample_quality::medium:
      return SRC_SINC_MEDIUM_QUALITY;
    default:
      return SRC_SINC_BEST_QUALITY;
  }
}

/// SRC_DATA counts in `long`, which has 32 bits on Windows.
long frame_count(std::int64_t frames) {
  return static_cast<long>(std::min<std::int64_t>(frames, std::numeric_limits<std::int32_t>::max()));
}

}  // namespace

void samplerate_channel::closer::operator()(SRC_STATE_tag* state) const noexcept {
  src_delete(state);
}

samplerate_channel::samplerate_channel(int orig_rate, int new_rate, resample_quality quality)
    : ratio_(static_cast<double>(new_rate) / orig_rate) {
  int code = 0;
  state_.reset(src_new(converter_type(quality), 1, &code));
  if (!state_) throw std::bad_alloc();
}

samplerate_channel::progress samplerate_channel::process(const float* input, std::int64_t input_frames, float* output,
                                                         std::int64_t output_frames) {
  if (ratio_ == 1.0) {
    const std::int64_t count = std::min(input_frames, output_frames);
    std::copy_n(input, count, output);
    return {count, count};
  }
  SRC_DATA data{};
  data.data_in = input;
  data.input_frames = frame_count(input_frames);
  data.data_out = output;
  data.output_frames = frame_count(output_frames);
  data.src_ratio = ratio_;
  if (const int code = src_process(state_.get(), &data); code != 0)
    throw error((std::string("libsamplerate: ") + src_strerror(code)).c_str());
  return {data.input_frames_used, data.output_frames_gen};
}

void samplerate_channel::reset() {
  src_reset(state_.get());
}

}  // namespace acestep_compat::inline v0::detail
