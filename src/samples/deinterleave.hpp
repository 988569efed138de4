#pragma once

#include <acestep_compat/core/audio_view.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Writes `output.num_frames` interleaved frames into the planes of `output`.
void deinterleave(const float* interleaved, audio_view output) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
