#pragma once

#include "codecs/pcm/chunks.hpp"
#include "codecs/pcm/pcm_stream.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace pcm {

/// Takes rate, channels and coding from the `fmt ` chunk of WAV, RF64 and W64 (WAVEFORMATEX and
/// WAVEFORMATEXTENSIBLE); false for codings that are not plain PCM and for fields that contradict each other.
bool read_wave_format(byte_window& source, const chunk& format, byte_order order, pcm_stream& stream);

/// Whether a WAV file has a `fmt ` chunk that is whole and names a coding that is not plain PCM (AAC, WMA, G.722, ...).
bool names_other_coding(byte_window& source);

}  // namespace pcm
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
