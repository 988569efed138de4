#pragma once

#include <initializer_list>
#include <vector>

namespace test_support {

using bytes = std::vector<unsigned char>;

/// One after the other.
inline bytes joined(std::initializer_list<bytes> parts) {
  bytes result;
  for (const bytes& part : parts) result.insert(result.end(), part.begin(), part.end());
  return result;
}

}  // namespace test_support
