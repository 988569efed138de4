#include <sys/mman.h>
#include <unistd.h>

#include "memory/pages.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

std::size_t page_size() noexcept {
  return static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

void* map_pages(std::size_t bytes) noexcept {
  int flags = MAP_PRIVATE | MAP_ANONYMOUS;
#ifdef MAP_NORESERVE
  flags |= MAP_NORESERVE;  // an upper bound of the length may be far more than what is written in the end
#endif
  void* pages = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
  return pages == MAP_FAILED ? nullptr : pages;
}

void unmap_pages(void* pages, std::size_t bytes) noexcept {
  munmap(pages, bytes);
}

void ask_for_huge_pages([[maybe_unused]] void* pages, [[maybe_unused]] std::size_t bytes) noexcept {
#ifdef MADV_HUGEPAGE
  madvise(pages, bytes, MADV_HUGEPAGE);
#endif
}

// Private pages that are not touched again take no memory.
void discard_pages(void* pages, std::size_t bytes, bool /*for_good*/) noexcept {
  madvise(pages, bytes, MADV_DONTNEED);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
