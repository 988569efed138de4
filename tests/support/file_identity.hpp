#pragma once

#include <cstdint>
#include <string>

namespace test_support {

/// What stays the same as long as a path leads to the same file of the file system: the inode's number, or Windows'
/// index of the file. Throws std::runtime_error.
std::uint64_t file_identity(const std::string& path);

}  // namespace test_support
