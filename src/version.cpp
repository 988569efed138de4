#include <acestep_compat/version.hpp>

namespace acestep_compat::inline v0 {

const char* version() noexcept {
  return ACESTEP_COMPAT_VERSION;
}

}  // namespace acestep_compat::inline v0
