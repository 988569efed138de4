#pragma once

#include <acestep_compat/core/audio_writer.hpp>

#include "codecs/encoding_plan.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The next higher rate that Opus supports (8, 12, 16, 24, 48 kHz), or 48 kHz.
int opus_sample_rate(int sample_rate) noexcept;

/// Fill in a codec's bit rate or quality from `rate`; `plan.sample_rate` and
/// `plan.num_channels` are set. Throw invalid_argument.
void set_mp3_rate(const rate_control& rate, encoding_plan& plan);
void set_vorbis_quality(const rate_control& rate, encoding_plan& plan);
void set_opus_bit_rate(const rate_control& rate, encoding_plan& plan);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
