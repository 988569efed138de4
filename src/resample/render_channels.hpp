#pragma once

#include <acestep_compat/core/audio_view.hpp>
#include <acestep_compat/core/call_hooks.hpp>

#include "resample/conversion.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Writes the frames `output` of every channel of a conversion to `destination`, which has as many, by up to
/// `num_threads` threads; what is written does not depend on their number. `input` holds the frames `available` of the
/// signal; all others count as silence. Throws cancelled when `hooks.poll` says so.
void render_channels(const conversion& conversion, const_audio_view input, frame_range available, frame_range output,
                     audio_view destination, int num_threads, const call_hooks& hooks);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
