#include "encode/sample_conversion.hpp"

#include <cmath>
#include <limits>
#include <type_traits>

#include "base/fail.hpp"
#include "samples/integer_sample.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace {

template <class... Parts>
[[noreturn]] void reject(const conversion_rules& rules, std::int64_t channel, std::int64_t frame,
                         const Parts&... parts) {
  fail<invalid_argument>("samples[channel ", rules.first_channel + channel, ", frame ", rules.first_frame + frame, "] ",
                         parts...);
}

/// NaN and infinity by the rules; `value` is one of them.
double replace_nonfinite(double value, std::int64_t channel, std::int64_t frame, const conversion_rules& rules) {
  if (rules.nonfinite == nonfinite_policy::raise) {
    const char* name = std::isnan(value) ? "NaN" : value > 0 ? "infinity" : "-infinity";
    reject(rules, channel, frame, "is ", name,
           ", which integer and lossy files cannot store; on_nonfinite=\"zero\" replaces it");
  }
  return std::isnan(value) ? 0.0 : std::copysign(1.0, value);
}

/// Calls `convert(sample, channel, frame)` for every sample and stores the results interleaved.
template <typename Sample, typename Output, typename Convert>
void for_each_sample(const sample_view& view, Output* output, Convert convert) {
  const auto* data = static_cast<const Sample*>(view.data);
  for (std::int64_t channel = 0; channel < view.num_channels; ++channel) {
    const Sample* from = data + channel * view.channel_stride;
    Output* to = output + channel;
    for (std::int64_t frame = 0; frame < view.num_frames; ++frame) {
      to[frame * view.num_channels] = convert(from[frame * view.frame_stride], channel, frame);
    }
  }
}

template <typename Sample>
void to_integer(const sample_view& view, int bits, const conversion_rules& rules, std::int32_t* output) {
  if constexpr (std::is_integral_v<Sample>) {
    const std::uint32_t dropped = bits == 32 || !rules.exact ? 0u : (std::uint32_t{1} << (32 - bits)) - 1;
    for_each_sample<Sample>(view, output, [&](Sample sample, std::int64_t channel, std::int64_t frame) {
      const std::int32_t value = left_justified(sample);
      if ((static_cast<std::uint32_t>(value) & dropped) != 0) {
        reject(rules, channel, frame, "is ", sample, ", which does not fit into ", bits,
               " bits exactly; give more bits_per_sample, or convert the tensor to float to have it rounded");
      }
      return value;
    });
  } else {
    for_each_sample<Sample>(view, output, [&](Sample sample, std::int64_t channel, std::int64_t frame) {
      double value = static_cast<double>(sample);
      if (!std::isfinite(value)) value = replace_nonfinite(value, channel, frame, rules);
      return quantize(value, bits);
    });
  }
}

template <typename Sample, typename Output>
void to_amplitude(const sample_view& view, const conversion_rules& rules, Output* output) {
  if constexpr (std::is_integral_v<Sample>) {
    for_each_sample<Sample>(view, output, [&](Sample sample, std::int64_t channel, std::int64_t frame) {
      const double exact = static_cast<double>(left_justified(sample)) * 0x1p-31;
      const auto value = static_cast<Output>(exact);
      if (rules.exact && static_cast<double>(value) != exact) {
        reject(rules, channel, frame, "is ", sample,
               ", which a 32-bit float cannot represent exactly; save as PCM_S, or with bits_per_sample=64");
      }
      return value;
    });
  } else {
    for_each_sample<Sample>(view, output, [&](Sample sample, std::int64_t channel, std::int64_t frame) {
      auto value = static_cast<Output>(sample);
      if (!rules.store_nonfinite && !std::isfinite(value)) {
        value = static_cast<Output>(replace_nonfinite(static_cast<double>(sample), channel, frame, rules));
      }
      return value;
    });
  }
}

/// Calls `convert` with a null pointer to the sample's type.
template <typename Convert>
void dispatch(sample_type type, Convert convert) {
  switch (type) {
    case sample_type::uint8:
      return convert(static_cast<const std::uint8_t*>(nullptr));
    case sample_type::int16:
      return convert(static_cast<const std::int16_t*>(nullptr));
    case sample_type::int32:
      return convert(static_cast<const std::int32_t*>(nullptr));
    case sample_type::float32:
      return convert(static_cast<const float*>(nullptr));
    case sample_type::float64:
      return convert(static_cast<const double*>(nullptr));
  }
}

}  // namespace

void interleave(const sample_view& samples, int bits, const conversion_rules& rules, std::int32_t* output) {
  dispatch(samples.type, [&]<typename Sample>(const Sample*) { to_integer<Sample>(samples, bits, rules, output); });
}

void interleave(const sample_view& samples, const conversion_rules& rules, float* output) {
  dispatch(samples.type, [&]<typename Sample>(const Sample*) { to_amplitude<Sample>(samples, rules, output); });
}

void interleave(const sample_view& samples, const conversion_rules& rules, double* output) {
  dispatch(samples.type, [&]<typename Sample>(const Sample*) { to_amplitude<Sample>(samples, rules, output); });
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
