#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include "memory/pages.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

std::size_t page_size() noexcept {
  SYSTEM_INFO system;
  GetSystemInfo(&system);
  return system.dwPageSize;
}

void* map_pages(std::size_t bytes) noexcept {
  return VirtualAlloc(nullptr, bytes, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
}

void unmap_pages(void* pages, std::size_t) noexcept {
  VirtualFree(pages, 0, MEM_RELEASE);
}

// Large pages need a privilege that users do not have.
void ask_for_huge_pages(void*, std::size_t) noexcept {}

void discard_pages(void* pages, std::size_t bytes, bool for_good) noexcept {
  if (for_good) {
    VirtualFree(pages, bytes, MEM_DECOMMIT);  // ends the claim on the page file, too
  } else {
    VirtualAlloc(pages, bytes, MEM_RESET, PAGE_READWRITE);
  }
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
