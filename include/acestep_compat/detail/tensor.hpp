#pragma once

// Between tensors and the core's buffers and views. Nothing here copies samples unless the tensor's device or type
// leaves no choice. Only the narrowest ATen headers: ATen/ATen.h costs several times their compile
// time, and ATen/ops/empty.h alone doubles it.

#include <cstdint>
#include <string>
#include <utility>

#include <ATen/core/Tensor.h>
#include <ATen/ops/from_blob.h>

#include <acestep_compat/core/audio_buffer.hpp>
#include <acestep_compat/core/audio_view.hpp>
#include <acestep_compat/core/error.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// "[2, 3, 4]": a tensor's shape for a message.
inline std::string shape_text(const at::Tensor& tensor) {
  std::string text = "[";
  for (const std::int64_t size : tensor.sizes()) text += (text.size() > 1 ? ", " : "") + std::to_string(size);
  return text + "]";
}

/// A float32 CPU tensor [C, T] that owns the buffer's memory; nothing is copied.
inline at::Tensor to_tensor(audio_buffer buffer) {
  const std::int64_t num_channels = buffer.num_channels();
  const std::int64_t num_frames = buffer.num_frames();
  float* const samples = buffer.release();
  return at::from_blob(
      samples, {num_channels, num_frames}, [](void* data) { audio_buffer::free(static_cast<float*>(data)); },
      at::TensorOptions().dtype(at::kFloat).device(at::kCPU));
}

/// The tensor on the CPU, without a gradient, and with its conjugate and negative bits resolved: memory that can be
/// read as it is.
inline at::Tensor to_readable(const at::Tensor& tensor) {
  return tensor.detach().to(at::kCPU).resolve_conj().resolve_neg();
}

/// The samples of a readable tensor [T] or [C, T] of a type that the core takes; any strides.
inline sample_view to_sample_view(const at::Tensor& tensor, sample_type type) {
  const bool one_channel = tensor.dim() == 1;
  return {tensor.const_data_ptr(),
          type,
          one_channel ? 1 : tensor.size(0),
          tensor.size(-1),
          one_channel ? tensor.size(0) : tensor.stride(0),
          tensor.stride(-1)};
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
