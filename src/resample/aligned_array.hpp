#pragma once

#include <cstddef>
#include <memory>
#include <new>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Uninitialised numbers on a cache line's boundary, for kernels that load whole vectors.
template <typename T>
class aligned_array_of {
public:
  static constexpr std::align_val_t alignment{64};

  aligned_array_of() noexcept = default;
  explicit aligned_array_of(std::size_t size)
      : data_(static_cast<T*>(::operator new(size * sizeof(T), alignment))), size_(size) {}

  /// Grows to at least `size`; the contents are lost when it does.
  void reserve(std::size_t size) {
    if (size > size_) *this = aligned_array_of(size);
  }

  std::size_t size() const noexcept { return size_; }
  T* data() noexcept { return data_.get(); }
  const T* data() const noexcept { return data_.get(); }

private:
  struct deleter {
    void operator()(T* data) const noexcept { ::operator delete(data, alignment); }
  };
  std::unique_ptr<T, deleter> data_;
  std::size_t size_ = 0;
};

using aligned_array = aligned_array_of<float>;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
