#pragma once

/// ACESTEP_COMPAT_API marks what a shared build exports. A static build (and the Python module, which links the
/// core statically) defines ACESTEP_COMPAT_STATIC and exports nothing.
#if defined(ACESTEP_COMPAT_STATIC)
#define ACESTEP_COMPAT_API
#elif defined(_WIN32)
#if defined(ACESTEP_COMPAT_BUILDING)
#define ACESTEP_COMPAT_API __declspec(dllexport)
#else
#define ACESTEP_COMPAT_API __declspec(dllimport)
#endif
#else
#define ACESTEP_COMPAT_API __attribute__((visibility("default")))
#endif
