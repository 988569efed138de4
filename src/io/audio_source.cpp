#include <acestep_compat/core/audio_source.hpp>

#include "io/file_source.hpp"
#include "io/memory_source.hpp"

namespace acestep_compat {
inline namespace v0 {

// Defined here so that the class has one type_info, in the library.
audio_source::~audio_source() = default;

std::unique_ptr<audio_source> audio_source::open_file(cstring_view path) {
  return detail::open_file_source(path);
}

std::unique_ptr<audio_source> audio_source::from_memory(const void* data, std::size_t size, cstring_view name) {
  return std::make_unique<detail::memory_source>(data, size, name);
}

}  // namespace v0
}  // namespace acestep_compat
