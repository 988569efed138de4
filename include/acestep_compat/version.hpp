#pragma once

/// Version of the headers, as numbers and as text. `acestep_compat::version()` (core/export.hpp's library)
/// tells the version of the compiled library at run time.
#define ACESTEP_COMPAT_VERSION_MAJOR 0
#define ACESTEP_COMPAT_VERSION_MINOR 1
#define ACESTEP_COMPAT_VERSION_PATCH 0
#define ACESTEP_COMPAT_VERSION "0.1.0"
