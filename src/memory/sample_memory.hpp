#pragma once

#include <cstddef>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Sizes from here on get pages of their own instead of a piece of the heap.
inline constexpr std::size_t large_allocation_bytes = std::size_t{4} << 20;

/// `bytes` of uninitialised memory, aligned to 64 bytes. Large sizes are anonymous memory that is aligned to 2 MiB and
/// for which huge pages are asked for; pages that are never written cost nothing. Throws std::bad_alloc.
void* allocate_samples(std::size_t bytes);

/// Frees what `allocate_samples` returned; null is allowed. The size is kept before the memory.
void free_samples(void* memory) noexcept;

/// Gives the whole pages after the first `used_bytes` of an allocation back to the system; does nothing for small
/// allocations.
void shrink_samples(void* memory, std::size_t used_bytes) noexcept;

/// memmove to a lower address within one allocation, giving pages back as soon as they are moved, so that moving
/// a channel does not need room for a second copy of it.
void move_samples_down(void* memory, void* destination, const void* source, std::size_t bytes) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
