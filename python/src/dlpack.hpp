#pragma once

#include <cstdint>
#include <type_traits>
#include <utility>

#include <pybind11/pybind11.h>

#include <acestep_compat/core/audio_buffer.hpp>

// How samples cross between the core and torch without copying: DLPack's C ABI (the unversioned capsule), declared
// here from its specification, https://dmlc.github.io/dlpack/latest/c_api.html
namespace acestep_compat::python::dlpack {

enum device_type : std::int32_t { cpu = 1 };
enum data_type_code : std::uint8_t { signed_int = 0, unsigned_int = 1, floating = 2 };

struct device {
  std::int32_t type;
  std::int32_t index;
};

struct data_type {
  std::uint8_t code;
  std::uint8_t bits;
  std::uint16_t lanes;
};

struct tensor {
  void* data;
  device where;
  std::int32_t num_dimensions;
  data_type type;
  std::int64_t* shape;
  std::int64_t* strides;  // in elements; null means contiguous
  std::uint64_t byte_offset;
};

struct managed_tensor {
  tensor content;
  void* manager_context;
  void (*deleter)(managed_tensor* self);
};

inline constexpr const char* fresh_name = "dltensor";
inline constexpr const char* used_name = "used_dltensor";

template <typename Sample>
constexpr data_type type_of() noexcept {
  const data_type_code code = std::is_floating_point_v<Sample> ? floating
                              : std::is_signed_v<Sample>       ? signed_int
                                                               : unsigned_int;
  return {code, 8 * sizeof(Sample), 1};
}

// A [C, T] tensor that owns an audio_buffer's memory. torch calls the deleter without the GIL, from whatever
// thread drops the last reference: it must not touch Python.
template <typename Sample>
struct buffer_tensor : managed_tensor {
  std::int64_t sizes[2];
  std::int64_t steps[2];

  explicit buffer_tensor(basic_audio_buffer<Sample> buffer)
      : sizes{buffer.num_channels(), buffer.num_frames()}, steps{buffer.num_frames(), 1} {
    content = {nullptr, {cpu, 0}, 2, type_of<Sample>(), sizes, steps, 0};
    manager_context = nullptr;
    deleter = [](managed_tensor* self) {
      basic_audio_buffer<Sample>::free(static_cast<Sample*>(self->content.data));
      delete static_cast<buffer_tensor*>(self);
    };
    content.data = buffer.release();
  }
};

// The capsule for torch.from_dlpack; frees the samples itself when nobody takes them.
template <typename Sample>
pybind11::capsule to_capsule(basic_audio_buffer<Sample> buffer) {
  auto* tensor = new buffer_tensor<Sample>(std::move(buffer));
  PyObject* capsule = PyCapsule_New(static_cast<managed_tensor*>(tensor), fresh_name, [](PyObject* self) {
    if (!PyCapsule_IsValid(self, fresh_name)) return;
    auto* unused = static_cast<managed_tensor*>(PyCapsule_GetPointer(self, fresh_name));
    unused->deleter(unused);
  });
  if (capsule == nullptr) {
    tensor->deleter(tensor);
    throw pybind11::error_already_set();
  }
  return pybind11::reinterpret_steal<pybind11::capsule>(capsule);
}

// A tensor that another library exported, taken out of its capsule and given back at the end.
class borrowed_tensor {
public:
  explicit borrowed_tensor(const pybind11::capsule& capsule)
      : tensor_(static_cast<managed_tensor*>(PyCapsule_GetPointer(capsule.ptr(), fresh_name))) {
    if (tensor_ == nullptr || PyCapsule_SetName(capsule.ptr(), used_name) != 0) throw pybind11::error_already_set();
  }
  borrowed_tensor(const borrowed_tensor&) = delete;
  borrowed_tensor& operator=(const borrowed_tensor&) = delete;
  ~borrowed_tensor() {
    if (tensor_->deleter != nullptr) tensor_->deleter(tensor_);
  }

  int num_dimensions() const noexcept { return tensor_->content.num_dimensions; }
  data_type type() const noexcept { return tensor_->content.type; }
  std::int64_t size(int dimension) const noexcept { return tensor_->content.shape[dimension]; }
  std::int64_t stride(int dimension) const noexcept {
    if (tensor_->content.strides != nullptr) return tensor_->content.strides[dimension];
    std::int64_t step = 1;
    for (int later = dimension + 1; later < num_dimensions(); ++later) step *= size(later);
    return step;
  }
  const void* data() const noexcept {
    return static_cast<const char*>(tensor_->content.data) + tensor_->content.byte_offset;
  }
  /// What the Python layer makes of its input for the core: float32 [N, T] with contiguous rows.
  const_audio_view rows() const noexcept { return {static_cast<const float*>(data()), size(0), size(1), stride(0)}; }

private:
  managed_tensor* tensor_;
};

}  // namespace acestep_compat::python::dlpack
