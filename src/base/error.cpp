#include <string>
#include <system_error>

#include <acestep_compat/core/error.hpp>

namespace acestep_compat {
inline namespace v0 {

namespace {

std::string describe(int code, cstring_view path) {
  const std::string text = std::generic_category().message(code);
  return path.empty() ? text : path.str() + ": " + text;
}

}  // namespace

// The destructors are defined here so that each class has one type_info, in the library.
error::error(const char* message) : std::runtime_error(message) {}
error::~error() = default;

decode_error::decode_error(const char* message, bool foreign_container)
    : error(message), foreign_container_(foreign_container) {}
decode_error::~decode_error() = default;

encode_error::encode_error(const char* message) : error(message) {}
encode_error::~encode_error() = default;

invalid_argument::invalid_argument(const char* message) : error(message) {}
invalid_argument::~invalid_argument() = default;

io_error::io_error(int code, cstring_view path)
    : error(describe(code, path).c_str()), code_(code), path_(path.c_str()) {}
io_error::~io_error() = default;

cancelled::cancelled() : error("the call was cancelled") {}
cancelled::~cancelled() = default;

}  // namespace v0
}  // namespace acestep_compat
