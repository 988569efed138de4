#pragma once

#include <cstdint>

#include <acestep_compat/core/audio_view.hpp>
#include <acestep_compat/core/audio_writer.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// What a conversion may lose.
struct conversion_rules {
  /// Integer samples must keep every bit (invalid_argument names the first that does not).
  bool exact = true;
  /// What becomes of NaN and infinity; ignored where `store_nonfinite`.
  nonfinite_policy nonfinite = nonfinite_policy::raise;
  /// The target holds NaN and infinity as they are (float files).
  bool store_nonfinite = false;
  /// The stream position of the block's first frame and channel, for messages.
  std::int64_t first_frame = 0;
  std::int64_t first_channel = 0;
};

/// Interleaves `samples` into integers of `bits` bits (8..32) that are left-justified in 32: integers by exact shifts,
/// floats as round(x * 2^(bits-1)), half to even, clipped.
void interleave(const sample_view& samples, int bits, const conversion_rules& rules, std::int32_t* output);

/// Interleaves `samples` as amplitudes. An integer that float cannot hold breaks `rules.exact`.
void interleave(const sample_view& samples, const conversion_rules& rules, float* output);
void interleave(const sample_view& samples, const conversion_rules& rules, double* output);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
