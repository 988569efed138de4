#pragma once

#include <memory>

#include "codecs/backend.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

bool opus_claims(content_type content) noexcept;

/// Ogg Opus, mono and stereo, by libopus, chained files too. Null for other channel mappings and for several streams
/// side by side, which libsndfile gets. Throws decode_error when the headers are damaged.
///
/// `opus_decode_float` on a decoder for one stream is what makes this faster than libsndfile and libopusfile: the
/// multistream decoder that they use asks for the size of its parts per packet, for which libopus 1.3 executes the
/// CPUID instruction twice, and that traps in a virtual machine.
std::unique_ptr<decoder> open_opus_decoder(audio_source& source, const open_request& request);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
