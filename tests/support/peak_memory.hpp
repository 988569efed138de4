#pragma once

#include <cstddef>

namespace test_support {

/// The most memory in bytes that this process has had so far.
std::size_t peak_memory();

}  // namespace test_support
