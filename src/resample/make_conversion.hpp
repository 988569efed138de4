#pragma once

#include "resample/conversion.hpp"
#include "resample/rate_ratio.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Designs the filters of a conversion.
conversion make_conversion(rate_ratio ratio, resample_quality quality);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
