#include "pipeline/damage.hpp"

#include <string>

#include "base/fail.hpp"
#include "base/warnings.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

void report_damage(const decoder& ended, bool gave_frames, audio_source& source, const call_hooks& hooks) {
  const std::string reason = ended.damage().str();
  if (reason.empty()) return;
  if (!gave_frames) {
    fail<decode_error>(source.name(), ": no sample can be decoded: ", reason);
  }
  warn(hooks, warning_kind::damaged, source.name(), ended.info().backend,
       "the file is damaged; what can be decoded of it was returned: " + reason);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
