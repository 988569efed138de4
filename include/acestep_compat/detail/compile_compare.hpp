#pragma once

#include <cstddef>

#include <ATen/core/ivalue.h>
#include <ATen/ops/allclose.h>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Whether two results of a model agree: the same structure, and |a - b| <= tolerance * (1 + |b|) for all numbers.
inline bool agree(const c10::IValue& a, const c10::IValue& b, double tolerance) {
  if (a.isTensor() && b.isTensor()) {
    const at::Tensor& left = a.toTensor();
    const at::Tensor& right = b.toTensor();
    if (!left.defined() || !right.defined()) return left.defined() == right.defined();
    return left.sizes() == right.sizes() && left.scalar_type() == right.scalar_type() &&
           left.device() == right.device() && at::allclose(left, right, tolerance, tolerance, /*equal_nan=*/true);
  }
  if (a.isGenericDict() && b.isGenericDict()) {
    const auto left = a.toGenericDict();
    const auto right = b.toGenericDict();
    if (left.size() != right.size()) return false;
    for (const auto& entry : left) {
      const auto found = right.find(entry.key());
      if (found == right.end() || !agree(entry.value(), found->value(), tolerance)) return false;
    }
    return true;
  }
  const auto is_sequence = [](const c10::IValue& value) { return value.isTuple() || value.isList(); };
  if (is_sequence(a) && is_sequence(b)) {
    const auto items = [](const c10::IValue& value) {
      return value.isTuple() ? value.toTupleRef().elements().vec() : value.toListRef().vec();
    };
    const auto left = items(a);
    const auto right = items(b);
    if (left.size() != right.size()) return false;
    for (std::size_t index = 0; index < left.size(); ++index) {
      if (!agree(left[index], right[index], tolerance)) return false;
    }
    return true;
  }
  return a == b;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
