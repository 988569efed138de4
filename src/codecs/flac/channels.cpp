#include "codecs/flac/channels.hpp"

#include <type_traits>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

namespace {

/// A power of two: multiplying by it rounds nothing.
float scale_of(int bits) noexcept {
  return 1.0F / static_cast<float>(std::uint32_t{1} << (bits - 1));
}

/// Sums wrap (and the samples are then nonsense) where a stream's author made them too large.
template <typename Wide, typename Side, typename Left, typename Right>
void convert_pair(const std::int32_t* channel, const Side* side, int count, float scale, float* __restrict left_output,
                  float* __restrict right_output, Left left, Right right) noexcept {
  using unsigned_wide = std::make_unsigned_t<Wide>;
  for (int i = 0; i < count; ++i) {
    const auto a = static_cast<unsigned_wide>(Wide{channel[i]});
    const auto b = static_cast<unsigned_wide>(Wide{side[i]});
    left_output[i] = static_cast<float>(static_cast<std::int32_t>(left(a, b))) * scale;
    right_output[i] = static_cast<float>(static_cast<std::int32_t>(right(a, b))) * scale;
  }
}

}  // namespace

void convert(const std::int32_t* samples, int count, int bits, float* __restrict output) noexcept {
  const float scale = scale_of(bits);
  for (int i = 0; i < count; ++i) output[i] = static_cast<float>(samples[i]) * scale;
}

template <typename Side>
void convert_stereo(stereo_mode mode, const std::int32_t* channel, const Side* side, int count, int bits, float* left,
                    float* right) noexcept {
  using wide = Side;
  using signed_wide = std::make_signed_t<wide>;
  const float scale = scale_of(bits);
  const auto first = [](auto a, auto) { return a; };
  const auto sum = [](auto a, auto b) { return a + b; };
  const auto difference = [](auto a, auto b) { return a - b; };
  // The mid channel lost the lowest bit of left + right, which is also that of left - right.
  const auto half = [](auto twice) { return static_cast<signed_wide>(twice) >> 1; };
  const auto mid_left = [half](auto mid, auto b) { return half((mid << 1 | (b & 1U)) + b); };
  const auto mid_right = [half](auto mid, auto b) { return half((mid << 1 | (b & 1U)) - b); };
  switch (mode) {
    case stereo_mode::left_side:
      convert_pair<wide>(channel, side, count, scale, left, right, first, difference);
      break;
    case stereo_mode::side_right:
      convert_pair<wide>(channel, side, count, scale, left, right, sum, first);
      break;
    default:
      convert_pair<wide>(channel, side, count, scale, left, right, mid_left, mid_right);
  }
}

template void convert_stereo(stereo_mode, const std::int32_t*, const std::int32_t*, int, int, float*, float*) noexcept;
template void convert_stereo(stereo_mode, const std::int32_t*, const std::int64_t*, int, int, float*, float*) noexcept;

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
