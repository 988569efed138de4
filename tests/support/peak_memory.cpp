#include "support/peak_memory.hpp"

#ifdef _WIN32
#include <windows.h>
// Behind windows.h, which it needs.
#include <psapi.h>
#else
#include <sys/resource.h>
#endif

namespace test_support {

std::size_t peak_memory() {
#ifdef _WIN32
  PROCESS_MEMORY_COUNTERS counters{};
  GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters);
  return counters.PeakWorkingSetSize;
#else
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
  return static_cast<std::size_t>(usage.ru_maxrss);
#else
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
#endif
#endif
}

}  // namespace test_support
