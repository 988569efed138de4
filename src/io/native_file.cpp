#include "io/native_file.hpp"

#include <utility>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

native_file::native_file(native_file&& other) noexcept
    : handle_(std::exchange(other.handle_, -1)), size_(other.size_), label_(std::move(other.label_)) {}

native_file& native_file::operator=(native_file&& other) noexcept {
  if (this == &other) return *this;
  close_quietly();
  handle_ = std::exchange(other.handle_, -1);
  size_ = other.size_;
  label_ = std::move(other.label_);
  return *this;
}

native_file::~native_file() {
  close_quietly();
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
