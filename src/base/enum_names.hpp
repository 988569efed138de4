#pragma once

#include <span>

#include <acestep_compat/core/cstring_view.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The name of one value of an enum. A table of them is what `to_string` and `parse` read.
template <typename Enum>
struct enum_name {
  Enum value;
  cstring_view name;
};

/// `fallback` for a value that is not in the table.
template <typename Enum>
cstring_view name_of(std::span<const enum_name<Enum>> table, Enum value, cstring_view fallback) noexcept {
  for (const auto& row : table) {
    if (row.value == value) return row.name;
  }
  return fallback;
}

/// Of ASCII letters alone, whatever the locale.
constexpr char lower_case(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Whether `a` and `b` are the same text except for the case of ASCII letters.
bool equals_ignoring_case(cstring_view a, cstring_view b) noexcept;

/// Sets `value` to what `text` names, in any case; false, and `value` untouched, if nothing has that name.
template <typename Enum>
bool parse_name(std::span<const enum_name<Enum>> table, cstring_view text, Enum& value) noexcept {
  for (const auto& row : table) {
    if (!equals_ignoring_case(row.name, text)) continue;
    value = row.value;
    return true;
  }
  return false;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
