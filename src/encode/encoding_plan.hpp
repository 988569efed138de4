#pragma once

#include <cstdint>

#include <acestep_compat/core/audio_view.hpp>
#include <acestep_compat/core/audio_writer.hpp>

#include "codecs/encoding_plan.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The plan for `options`, in which an encoding or depth that depends on the type of the samples is still open
/// (unknown, 0). Throws invalid_argument for what the format does not support.
encoding_plan make_encoding_plan(const writer_options& options, int sample_rate, std::int64_t num_channels);

/// Fills in an encoding and a depth that the options left open.
void choose_depth(encoding_plan& plan, sample_type type);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
