#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include <acestep_compat/core/audio_source.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// What `audio_source::open_file` returns.
std::unique_ptr<audio_source> open_file_source(cstring_view path);

/// How much of a pipe is read into memory before it is refused.
inline constexpr std::uint64_t max_pipe_bytes = std::uint64_t{2} << 30;
/// Devices such as /dev/zero have no end.
inline constexpr std::uint64_t max_device_bytes = std::uint64_t{64} << 20;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
