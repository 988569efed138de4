#pragma once

#include <cstdint>

#include "codecs/ogg/page_search.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

/// Where the signal of a link lies. All positions are granule positions: frames since the beginning of the stream,
/// of which a stream that was cut out of a longer one lacks the first.
struct signal_range {
  std::int64_t first_decoded;  ///< the position of the first frame that decoding gives
  std::int64_t begin;
  std::int64_t end;
};

/// How a codec counts the frames before its signal.
struct start_rule {
  int pre_skip;             ///< frames to drop at the beginning
  bool begins_before_zero;  ///< what the first granule position says to be before zero is dropped, too
};

/// `first_granule` is that of the first page on which a packet ends, `num_frames` what the packets up to there give.
/// Throws decode_error when no sample is left.
signal_range find_signal(std::int64_t first_granule, std::int64_t num_frames, const last_page& last, start_rule rule);

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
