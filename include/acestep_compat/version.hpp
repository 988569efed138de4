#pragma once

#include <acestep_compat/core/export.hpp>

/// Version of the headers, as numbers and as text.
#define ACESTEP_COMPAT_VERSION_MAJOR 0
#define ACESTEP_COMPAT_VERSION_MINOR 1
#define ACESTEP_COMPAT_VERSION_PATCH 0
#define ACESTEP_COMPAT_VERSION "0.1.0"

namespace acestep_compat {
inline namespace v0 {

/// Version of the compiled library, which may be newer than the headers that a program was compiled with.
ACESTEP_COMPAT_API const char* version() noexcept;

}  // namespace v0
}  // namespace acestep_compat
