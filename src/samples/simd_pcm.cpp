#include "samples/simd_pcm.hpp"

#include <cstdint>

#include "samples/sample_value.hpp"

// Sizeless vectors (SVE, RISC-V) cannot be built from halves as below; such CPUs run NEON or the baseline.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "samples/simd_pcm.cpp"
#include <hwy/foreach_target.h>  // includes this file again for each target
//
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using float_tag = hn::ScalableTag<float>;
using int_tag = hn::RebindToSigned<float_tag>;
using uint_tag = hn::RebindToUnsigned<float_tag>;
using float_vector = hn::Vec<float_tag>;
constexpr std::size_t lanes = hn::MaxLanes(float_tag());

// Vectors of one lane cannot be combined, and the byte tables below are written for little-endian CPUs; u-law and A-law
// are a table lookup each.
template <sample_coding coding>
constexpr bool has_vectors() {
  if (HWY_TARGET == HWY_SCALAR || native_order != byte_order::little) return false;
  return coding != sample_coding::ulaw && coding != sample_coding::alaw;
}

template <class D, class V = hn::Vec<D>>
HWY_INLINE V swap_bytes(D d, V v) {
  using lane = hn::TFromD<D>;
  const hn::Repartition<std::uint8_t, D> bytes;
  alignas(16) constexpr std::uint8_t pairs[16] = {1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14};
  alignas(16) constexpr std::uint8_t fours[16] = {3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12};
  alignas(16) constexpr std::uint8_t eights[16] = {7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8};
  const auto* table = sizeof(lane) == 2 ? pairs : sizeof(lane) == 4 ? fours : eights;
  return hn::BitCast(d, hn::TableLookupBytes(hn::BitCast(bytes, v), hn::LoadDup128(bytes, table)));
}

#if HWY_TARGET != HWY_SCALAR

/// Loads `step` bytes into the low part of every 128-bit block.
template <class D>
HWY_INLINE hn::Vec<D> load_blocks(D d, const unsigned char* raw, std::size_t step) {
  if constexpr (hn::MaxLanes(d) <= 16) {
    return hn::LoadU(d, raw);
  } else {
    const hn::Half<D> half;
    return hn::Combine(d, load_blocks(half, raw + step * (hn::MaxLanes(half) / 16), step),
                       load_blocks(half, raw, step));
  }
}

template <sample_coding coding, byte_order order>
HWY_INLINE float_vector load(const unsigned char* raw) {
  const float_tag d;
  const int_tag di;
  if constexpr (coding == sample_coding::u8) {
    const hn::Rebind<std::uint8_t, float_tag> narrow;
    const auto offset = hn::Set(di, 128);
    return hn::Mul(hn::ConvertTo(d, hn::Sub(hn::PromoteTo(di, hn::LoadU(narrow, raw)), offset)), hn::Set(d, 0x1p-7f));
  } else if constexpr (coding == sample_coding::s8) {
    const hn::Rebind<std::int8_t, float_tag> narrow;
    const auto* samples = reinterpret_cast<const std::int8_t*>(raw);
    return hn::Mul(hn::ConvertTo(d, hn::PromoteTo(di, hn::LoadU(narrow, samples))), hn::Set(d, 0x1p-7f));
  } else if constexpr (coding == sample_coding::s16) {
    const hn::Rebind<std::int16_t, float_tag> narrow;
    const hn::Repartition<std::uint8_t, decltype(narrow)> bytes;
    auto samples = hn::BitCast(narrow, hn::LoadU(bytes, raw));
    if constexpr (order == byte_order::big) samples = swap_bytes(narrow, samples);
    return hn::Mul(hn::ConvertTo(d, hn::PromoteTo(di, samples)), hn::Set(d, 0x1p-15f));
  } else if constexpr (coding == sample_coding::s24) {
    // Four samples of a block's 12 bytes go to the upper bytes of four lanes; 0x80 gives a zero byte.
    const hn::Repartition<std::uint8_t, float_tag> bytes;
    alignas(16) constexpr std::uint8_t little[16] = {0x80, 0, 1, 2, 0x80, 3, 4, 5, 0x80, 6, 7, 8, 0x80, 9, 10, 11};
    alignas(16) constexpr std::uint8_t big[16] = {0x80, 2, 1, 0, 0x80, 5, 4, 3, 0x80, 8, 7, 6, 0x80, 11, 10, 9};
    const auto table = hn::LoadDup128(bytes, order == byte_order::big ? big : little);
    const auto samples = hn::TableLookupBytesOr0(load_blocks(bytes, raw, 12), table);
    return hn::Mul(hn::ConvertTo(d, hn::BitCast(di, samples)), hn::Set(d, 0x1p-31f));
  } else if constexpr (coding == sample_coding::f64) {
    const hn::Repartition<double, float_tag> wide;
    const hn::Repartition<std::uint8_t, decltype(wide)> bytes;
    const hn::Half<float_tag> half;
    auto low = hn::BitCast(wide, hn::LoadU(bytes, raw));
    auto high = hn::BitCast(wide, hn::LoadU(bytes, raw + hn::MaxLanes(bytes)));
    if constexpr (order == byte_order::big) {
      low = swap_bytes(wide, low);
      high = swap_bytes(wide, high);
    }
    return hn::Combine(d, hn::DemoteTo(half, high), hn::DemoteTo(half, low));
  } else {
    const hn::Repartition<std::uint8_t, float_tag> bytes;
    auto samples = hn::BitCast(di, hn::LoadU(bytes, raw));
    if constexpr (order == byte_order::big) samples = swap_bytes(di, samples);
    if constexpr (coding == sample_coding::f32) return hn::BitCast(d, samples);
    return hn::Mul(hn::ConvertTo(d, samples), hn::Set(d, 0x1p-31f));
  }
}

#endif

/// How many samples must be there for `load`, which reads whole blocks of 16 bytes of 24-bit samples.
template <sample_coding coding>
constexpr std::size_t samples_read = coding == sample_coding::s24 ? lanes + 2 : lanes;

template <sample_coding coding, byte_order order>
void convert_samples_as(const unsigned char* raw, std::size_t count, float* output) {
  constexpr std::size_t size = bytes_per_sample(coding);
  std::size_t i = 0;
#if HWY_TARGET != HWY_SCALAR
  if constexpr (has_vectors<coding>()) {
    for (; i + samples_read<coding> <= count; i += lanes) {
      hn::StoreU(load<coding, order>(raw + i * size), float_tag(), output + i);
    }
  }
#endif
  for (; i < count; ++i) output[i] = sample_value<coding, order>(raw + i * size);
}

template <sample_coding coding, byte_order order>
void convert_pairs_as(const unsigned char* raw, std::size_t num_frames, float* left, float* right) {
  constexpr std::size_t size = bytes_per_sample(coding);
  std::size_t i = 0;
#if HWY_TARGET != HWY_SCALAR
  if constexpr (has_vectors<coding>()) {
    const float_tag d;
    for (; 2 * i + lanes + samples_read<coding> <= 2 * num_frames; i += lanes) {
      const float_vector first = load<coding, order>(raw + 2 * i * size);
      const float_vector second = load<coding, order>(raw + (2 * i + lanes) * size);
      hn::StoreU(hn::ConcatEven(d, second, first), d, left + i);
      hn::StoreU(hn::ConcatOdd(d, second, first), d, right + i);
    }
  }
#endif
  for (; i < num_frames; ++i) {
    left[i] = sample_value<coding, order>(raw + 2 * i * size);
    right[i] = sample_value<coding, order>(raw + (2 * i + 1) * size);
  }
}

void convert_samples(sample_coding coding, byte_order order, const unsigned char* raw, std::size_t count,
                     float* output) {
  with_coding(coding, order, [&]<sample_coding fixed_coding, byte_order fixed_order>() {
    convert_samples_as<fixed_coding, fixed_order>(raw, count, output);
  });
}

void convert_pairs(sample_coding coding, byte_order order, const unsigned char* raw, std::size_t num_frames,
                   float* left, float* right) {
  with_coding(coding, order, [&]<sample_coding fixed_coding, byte_order fixed_order>() {
    convert_pairs_as<fixed_coding, fixed_order>(raw, num_frames, left, right);
  });
}

}  // namespace HWY_NAMESPACE
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace acestep_compat {
inline namespace v0 {
namespace detail {

HWY_EXPORT(convert_samples);
HWY_EXPORT(convert_pairs);

void convert_samples(sample_coding coding, byte_order order, const unsigned char* raw, std::size_t count,
                     float* output) {
  HWY_DYNAMIC_DISPATCH(convert_samples)(coding, order, raw, count, output);
}

void convert_pairs(sample_coding coding, byte_order order, const unsigned char* raw, std::size_t num_frames,
                   float* left, float* right) {
  HWY_DYNAMIC_DISPATCH(convert_pairs)(coding, order, raw, num_frames, left, right);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
#endif
