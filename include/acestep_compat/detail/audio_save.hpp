#pragma once

#include <string>

#include <acestep_compat/audio.hpp>
#include <acestep_compat/detail/tensor.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// A tensor that can be saved as it lies in memory, and the view of it; the view lives as long as the tensor.
struct saveable {
  at::Tensor tensor;
  sample_view samples;
};

inline saveable to_saveable(const at::Tensor& waveform) {
  if (!waveform.defined()) throw invalid_argument("waveform is an undefined tensor");
  if (waveform.dim() != 1 && waveform.dim() != 2) {
    throw invalid_argument(("waveform must be [T] or [C, T], got " + shape_text(waveform)).c_str());
  }
  at::Tensor tensor = to_readable(waveform);
  sample_type type = sample_type::float32;
  switch (tensor.scalar_type()) {
    case at::kByte:
      type = sample_type::uint8;
      break;
    case at::kShort:
      type = sample_type::int16;
      break;
    case at::kInt:
      type = sample_type::int32;
      break;
    case at::kFloat:
      break;
    case at::kDouble:
      type = sample_type::float64;
      break;
    default:
      if (!tensor.is_floating_point()) {
        throw invalid_argument((std::string("waveform must have a float type, uint8, int16 or int32, got ") +
                                c10::toString(tensor.scalar_type()))
                                   .c_str());
      }
      tensor = tensor.to(at::kFloat);  // half, bfloat16: exact
  }
  const sample_view samples = to_sample_view(tensor, type);
  return {tensor, samples};
}

template <typename Target>
void save_to(Target&& target, const at::Tensor& waveform, int sample_rate, const writer_options& options,
             const call_hooks& hooks) {
  const saveable audio = to_saveable(waveform);
  audio_writer writer(target, sample_rate, audio.samples.num_channels, options, hooks);
  writer.write(audio.samples);
  writer.commit();
}

}  // namespace detail

inline void save_audio_safe(cstring_view path, const at::Tensor& waveform, int sample_rate,
                            const writer_options& options, const call_hooks& hooks) {
  detail::save_to(path, waveform, sample_rate, options, hooks);
}

inline void save_audio_safe(audio_sink& sink, const at::Tensor& waveform, int sample_rate,
                            const writer_options& options, const call_hooks& hooks) {
  detail::save_to(sink, waveform, sample_rate, options, hooks);
}

}  // namespace v0
}  // namespace acestep_compat
