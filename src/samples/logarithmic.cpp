#include <array>

#include "samples/sample_value.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

// ITU-T G.711, tables 2a and 1a: sign, segment and step, with alternate bits inverted.
constexpr int ulaw_value(int code) {
  const int bits = ~code & 0xFF;
  const int magnitude = ((((bits & 0x0F) << 3) + 0x84) << ((bits & 0x70) >> 4)) - 0x84;
  return (bits & 0x80) != 0 ? -magnitude : magnitude;
}

constexpr int alaw_value(int code) {
  const int bits = code ^ 0x55;
  const int segment = (bits & 0x70) >> 4;
  const int step = ((bits & 0x0F) << 4) + 8;
  const int magnitude = segment == 0 ? step : (step + 0x100) << (segment - 1);
  return (bits & 0x80) != 0 ? magnitude : -magnitude;
}

using table = std::array<float, 256>;

constexpr table tabulate(int (*value)(int)) {
  table amplitudes{};
  for (int code = 0; code < 256; ++code) {
    amplitudes[static_cast<std::size_t>(code)] = static_cast<float>(value(code)) * 0x1p-15f;
  }
  return amplitudes;
}

}  // namespace

constinit const table ulaw_amplitudes = tabulate(ulaw_value);
constinit const table alaw_amplitudes = tabulate(alaw_value);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
