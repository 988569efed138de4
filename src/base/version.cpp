#include <acestep_compat/version.hpp>

namespace acestep_compat {
inline namespace v0 {

const char* version() noexcept {
  return ACESTEP_COMPAT_VERSION;
}

}  // namespace v0
}  // namespace acestep_compat
