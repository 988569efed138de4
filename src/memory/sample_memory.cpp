#include "memory/sample_memory.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>
#include <new>

#include "memory/pages.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20;
constexpr std::size_t cache_line = 64;

// Lies directly before the samples, so that freeing needs neither a size nor a table.
struct alignas(cache_line) allocation_header {
  void* mapping;             // null: from the heap
  std::size_t mapped_bytes;  // from `mapping` on
};

allocation_header* header_of(void* memory) noexcept {
  return static_cast<allocation_header*>(memory) - 1;
}

std::size_t round_up(std::size_t value, std::size_t multiple) noexcept {
  return (value + multiple - 1) / multiple * multiple;
}

void* allocate_large(std::size_t bytes) {
  const std::size_t page = page_size();
  // Room to align the samples to a huge page, and a page before them for the header.
  const std::size_t mapped_bytes = page + huge_page + round_up(bytes, huge_page);
  auto* mapping = static_cast<std::byte*>(map_pages(mapped_bytes));
  if (mapping == nullptr) throw std::bad_alloc();
  const auto first = reinterpret_cast<std::uintptr_t>(mapping) + page;
  std::byte* memory = mapping + page + (round_up(first, huge_page) - first);
  ask_for_huge_pages(memory, round_up(bytes, huge_page));
  *header_of(memory) = {mapping, mapped_bytes};
  return memory;
}

}  // namespace

void* allocate_samples(std::size_t bytes) {
  if (bytes > std::numeric_limits<std::size_t>::max() / 2) throw std::bad_alloc();
  if (bytes >= large_allocation_bytes) return allocate_large(bytes);
  void* block = ::operator new (sizeof(allocation_header) + bytes, std::align_val_t{cache_line});
  void* memory = static_cast<std::byte*>(block) + sizeof(allocation_header);
  *header_of(memory) = {nullptr, 0};
  return memory;
}

void free_samples(void* memory) noexcept {
  if (memory == nullptr) return;
  const allocation_header header = *header_of(memory);
  if (header.mapping != nullptr) {
    unmap_pages(header.mapping, header.mapped_bytes);
  } else {
    ::operator delete (header_of(memory), std::align_val_t{cache_line});
  }
}

void shrink_samples(void* memory, std::size_t used_bytes) noexcept {
  const allocation_header* header = header_of(memory);
  if (header->mapping == nullptr) return;
  const std::byte* end = static_cast<std::byte*>(header->mapping) + header->mapped_bytes;
  std::byte* unused = static_cast<std::byte*>(memory) + round_up(used_bytes, page_size());
  if (unused < end) discard_pages(unused, static_cast<std::size_t>(end - unused), true);
}

void move_samples_down(void* memory, void* destination, const void* source, std::size_t bytes) noexcept {
  if (header_of(memory)->mapping == nullptr) {
    std::memmove(destination, source, bytes);
    return;
  }
  auto* to = static_cast<std::byte*>(destination);
  const auto* from = static_cast<const std::byte*>(source);
  for (std::size_t done = 0; done < bytes;) {
    const std::size_t count = std::min(huge_page, bytes - done);
    std::memmove(to + done, from + done, count);
    done += count;
    // Whole huge pages between what was written and what is still to be read. Their samples are moved already.
    const auto written = reinterpret_cast<std::uintptr_t>(to + done);
    const auto unread = reinterpret_cast<std::uintptr_t>(from + done) / huge_page * huge_page;
    const auto first = std::max(round_up(written, huge_page), unread - std::min<std::uintptr_t>(unread, 2 * huge_page));
    if (first < unread) discard_pages(reinterpret_cast<void*>(first), unread - first, false);
  }
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
