#pragma once

#include <acestep_compat/core/audio_source.hpp>
#include <acestep_compat/core/call_hooks.hpp>

#include "codecs/decoder.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// To be called when a decoder has reached its end: warns about damage that it found on the way. When a damaged file
/// gave nothing at all, throws decode_error instead.
void report_damage(const decoder& ended, bool gave_frames, audio_source& source, const call_hooks& hooks);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
