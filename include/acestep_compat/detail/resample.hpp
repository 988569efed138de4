#pragma once

#include <string>
#include <vector>

#include <c10/core/GradMode.h>

#include <acestep_compat/audio.hpp>
#include <acestep_compat/detail/tensor.hpp>
#include <acestep_compat/detail/thread_count.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

inline void check_resampleable(const at::Tensor& waveform) {
  if (!waveform.defined() || waveform.dim() == 0) throw invalid_argument("waveform must be [..., T], got a scalar");
  if (!waveform.is_floating_point()) {
    throw invalid_argument(
        (std::string("waveform must have a float type, got ") + c10::toString(waveform.scalar_type())).c_str());
  }
  if (waveform.requires_grad() && c10::GradMode::is_enabled()) {
    throw invalid_argument("resample would cut the gradient of waveform: detach() it, or call under at::NoGradGuard");
  }
}

}  // namespace detail

inline at::Tensor resample(const at::Tensor& waveform, int orig_rate, int new_rate, resample_quality quality,
                           int num_threads) {
  detail::check_resampleable(waveform);
  const std::int64_t num_frames = waveform.size(-1);
  const std::int64_t new_frames = resampled_length(num_frames, orig_rate, new_rate);
  if (orig_rate == new_rate) return waveform;
  std::vector<std::int64_t> shape = waveform.sizes().vec();
  shape.back() = new_frames;
  if (waveform.numel() == 0) return waveform.new_empty(shape);

  const at::Tensor input = detail::to_readable(waveform).to(at::kFloat).contiguous();
  const const_audio_view channels{input.const_data_ptr<float>(), input.numel() / num_frames, num_frames, num_frames};
  audio_buffer output = resample(channels, orig_rate, new_rate, quality, detail::torch_thread_count(num_threads));
  return detail::to_tensor(std::move(output)).reshape(shape).to(waveform.device(), waveform.scalar_type());
}

}  // namespace v0
}  // namespace acestep_compat
