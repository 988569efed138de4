#pragma once

#include <string>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The name of an ID3 genre that is written as a number from ID3v1's list ("17", "(17)", "(17)Rock"); other texts, and
/// numbers that are not in the list, stay as they are.
std::string genre_text(const std::string& genre);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
