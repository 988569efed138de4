#pragma once

#include <cstddef>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

std::size_t page_size() noexcept;

/// Fresh zeroed pages, which take memory only when they are written; null if there are none.
void* map_pages(std::size_t bytes) noexcept;
void unmap_pages(void* pages, std::size_t bytes) noexcept;

/// A hint: page faults of 4 KiB each cost more than decoding PCM does.
void ask_for_huge_pages(void* pages, std::size_t bytes) noexcept;

/// Returns the memory of whole pages; their content is lost. `for_good`: they are not touched again until they are
/// unmapped. Otherwise they may be written again.
void discard_pages(void* pages, std::size_t bytes, bool for_good) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
