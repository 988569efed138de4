#include "codecs/flac/channels.hpp"

#include <type_traits>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

namespace {

/// Makes an output sample of an integer of `bits` bits.
template <typename Output>
class sample_scale;

template <>
class sample_scale<float> {
public:
  explicit sample_scale(int bits) noexcept : factor_(1.0F / static_cast<float>(std::uint32_t{1} << (bits - 1))) {}
  float operator()(std::int32_t sample) const noexcept { return static_cast<float>(sample) * factor_; }

private:
  float factor_;  // a power of two: multiplying by it rounds nothing
};

template <>
class sample_scale<std::int32_t> {
public:
  explicit sample_scale(int bits) noexcept : shift_(32 - bits) {}
  std::int32_t operator()(std::int32_t sample) const noexcept {
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(sample) << shift_);
  }

private:
  int shift_;
};

/// Sums wrap (and the samples are then nonsense) where a stream's author made them too large.
template <typename Wide, typename Side, typename Output, typename Left, typename Right>
void convert_pair(const std::int32_t* channel, const Side* side, int count, sample_scale<Output> scale,
                  Output* __restrict left_output, Output* __restrict right_output, Left left, Right right) noexcept {
  using unsigned_wide = std::make_unsigned_t<Wide>;
  for (int i = 0; i < count; ++i) {
    const auto a = static_cast<unsigned_wide>(Wide{channel[i]});
    const auto b = static_cast<unsigned_wide>(Wide{side[i]});
    left_output[i] = scale(static_cast<std::int32_t>(left(a, b)));
    right_output[i] = scale(static_cast<std::int32_t>(right(a, b)));
  }
}

}  // namespace

template <typename Output>
void convert(const std::int32_t* samples, int count, int bits, Output* __restrict output) noexcept {
  const sample_scale<Output> scale(bits);
  for (int i = 0; i < count; ++i) output[i] = scale(samples[i]);
}

template <typename Side, typename Output>
void convert_stereo(stereo_mode mode, const std::int32_t* channel, const Side* side, int count, int bits, Output* left,
                    Output* right) noexcept {
  using wide = Side;
  using signed_wide = std::make_signed_t<wide>;
  const sample_scale<Output> scale(bits);
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

template void convert(const std::int32_t*, int, int, float*) noexcept;
template void convert_stereo(stereo_mode, const std::int32_t*, const std::int32_t*, int, int, float*, float*) noexcept;
template void convert_stereo(stereo_mode, const std::int32_t*, const std::int64_t*, int, int, float*, float*) noexcept;
template void convert(const std::int32_t*, int, int, std::int32_t*) noexcept;
template void convert_stereo(stereo_mode, const std::int32_t*, const std::int32_t*, int, int, std::int32_t*,
                             std::int32_t*) noexcept;
template void convert_stereo(stereo_mode, const std::int32_t*, const std::int64_t*, int, int, std::int32_t*,
                             std::int32_t*) noexcept;

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
