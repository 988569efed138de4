#pragma once

#include <concepts>
#include <string>
#include <type_traits>

#include <acestep_compat/core/cstring_view.hpp>
#include <acestep_compat/core/error.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// `value` as a person writes it, in every locale: "5.5", not "5.500000".
std::string short_number(double value);

template <class Part>
void append_text(std::string& text, const Part& part) {
  static_assert(!std::same_as<Part, char> && !std::same_as<Part, bool>, "say what it is: a text or a number");
  if constexpr (std::integral<Part>) {
    text += std::to_string(part);
  } else if constexpr (std::floating_point<Part>) {
    text += short_number(static_cast<double>(part));
  } else {
    text += cstring_view(part).c_str();
  }
}

/// Concatenates texts, integers and floating-point numbers.
template <class... Parts>
std::string text_of(const Parts&... parts) {
  std::string text;
  (append_text(text, parts), ...);
  return text;
}

/// Throws an `Error` with the message `text_of(parts...)`.
///
/// Example: `fail<invalid_argument>("bit_rate must be in [", lowest, ", ", highest, "], got ", bit_rate);`
template <class Error, class... Parts>
[[noreturn]] void fail(const Parts&... parts) {
  throw Error(text_of(parts...).c_str());
}

/// Checks a number that a caller gives. Throws invalid_argument: "num_threads must be >= 0, got -1".
template <class Number>
void require_at_least(cstring_view name, Number value, std::type_identity_t<Number> limit) {
  if (!(value >= limit)) fail<invalid_argument>(name, " must be >= ", limit, ", got ", value);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
