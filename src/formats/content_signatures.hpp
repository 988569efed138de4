#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "formats/content_type.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Whether `bytes` contain `expected` at byte `offset`.
bool has_at(std::string_view bytes, std::size_t offset, std::string_view expected) noexcept;

/// What a file is whose first bytes are `bytes`, where a signature of a few bytes at a fixed place says so.
std::optional<content> find_signature(std::string_view bytes) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
