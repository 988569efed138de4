#pragma once

#include <cstddef>
#include <memory>
#include <new>

namespace acestep_compat::inline v0::detail {

/// Uninitialised floats on a cache line's boundary, for kernels that load whole vectors.
class aligned_array {
public:
  static constexpr std::align_val_t alignment{64};

  aligned_array() noexcept = default;
  explicit aligned_array(std::size_t size)
      : data_(static_cast<float*>(::operator new(size * sizeof(float), alignment))), size_(size) {}

  /// Grows to at least `size`; the contents are lost when it does.
  void reserve(std::size_t size) {
    if (size > size_) *this = aligned_array(size);
  }

  std::size_t size() const noexcept { return size_; }
  float* data() noexcept { return data_.get(); }
  const float* data() const noexcept { return data_.get(); }

private:
  struct deleter {
    void operator()(float* data) const noexcept { ::operator delete(data, alignment); }
  };
  std::unique_ptr<float, deleter> data_;
  std::size_t size_ = 0;
};

}  // namespace acestep_compat::inline v0::detail
