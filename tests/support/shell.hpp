#pragma once

#include <filesystem>
#include <string>

namespace test_support {

/// Runs a line of the shell in a folder and returns what it returned, 0 for success. For lines that mean the same to
/// every shell: a program, arguments without quotes, names of files in the folder. Its standard error is discarded.
int run_in_shell(const std::filesystem::path& folder, const std::string& line);

}  // namespace test_support
