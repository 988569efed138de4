#include "codecs/ogg/signal_range.hpp"

#include <algorithm>

#include <acestep_compat/core/error.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

signal_range find_signal(std::int64_t first_granule, std::int64_t num_frames, const last_page& last, start_rule rule) {
  // The first granule position minus the frames up to there is where the stream begins (RFC 7845, section 4.3); but of
  // a stream of one page that ends early the end is cut.
  const bool only_page = last.ends_stream && first_granule == last.granule;
  std::int64_t first = only_page ? 0 : first_granule - num_frames;
  if (!rule.begins_before_zero) first = std::max<std::int64_t>(0, first);
  const std::int64_t begin = std::max<std::int64_t>(0, first);
  // Positions may lie anywhere below 2^63: no sum before this check.
  if (last.granule - begin <= rule.pre_skip) throw decode_error("the stream contains no samples");
  return {first, begin + rule.pre_skip, last.granule};
}

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
