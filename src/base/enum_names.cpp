#include "base/enum_names.hpp"

#include <algorithm>
#include <string_view>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

bool equals_ignoring_case(cstring_view a, cstring_view b) noexcept {
  const std::string_view first = a.c_str();
  const std::string_view second = b.c_str();
  return std::equal(first.begin(), first.end(), second.begin(), second.end(),
                    [](char x, char y) { return lower_case(x) == lower_case(y); });
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
