#pragma once

#include <cstdint>

#include <acestep_compat/core/audio_info.hpp>
#include <acestep_compat/core/audio_reader.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// How one file is loaded: what the caller asked for, resolved by what the file is.
struct load_plan {
  channel_mode channels = channel_mode::all;
  resample_quality quality = resample_quality::high;
  int sample_rate = 0;                ///< of the output, Hz, > 0
  std::int64_t frame_offset = 0;      ///< source frames
  std::int64_t num_frames = -1;       ///< source frames; -1: up to an end that is not known
  std::int64_t num_channels = 0;      ///< of the output
  std::int64_t expected_frames = -1;  ///< of the output, by what the file says; -1: not known
};

/// The whole file, streamed.
load_options whole_file(const reader_options& options) noexcept;

/// Throws invalid_argument for values that are wrong for every file, before it is opened.
void check(const load_options& options);

/// `options` are those that `check` let through. Throws invalid_argument for rates or seconds that do not fit the file.
load_plan make_load_plan(const load_options& options, const audio_info& info);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
