#include <cstring>
#include <memory>
#include <random>
#include <vector>

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include "samples/sample_value.hpp"
#include "samples/simd_pcm.hpp"

namespace ac = acestep_compat;
using ac::detail::byte_order;
using ac::detail::sample_coding;

namespace {

constexpr sample_coding codings[] = {sample_coding::u8,  sample_coding::s8,   sample_coding::s16,
                                     sample_coding::s24, sample_coding::s32,  sample_coding::f32,
                                     sample_coding::f64, sample_coding::ulaw, sample_coding::alaw};

/// Runs `action` with each instruction set that this CPU and this build have.
template <typename Action>
void for_each_target(Action action) {
  hwy::SetSupportedTargetsForTest(0);
  for (std::int64_t rest = hwy::SupportedTargets(); rest != 0; rest &= rest - 1) {
    const std::int64_t target = rest & -rest;
    SCOPED_TRACE(hwy::TargetName(target));
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(target);
    action();
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().DeInit();
}

/// Any bits, so that floats are NaN, infinite and denormal, too. Exactly as long as the samples: a sanitizer sees every
/// byte that is read beyond them.
std::unique_ptr<unsigned char[]> random_bytes(std::size_t count) {
  static std::mt19937 random(20);
  auto bytes = std::make_unique<unsigned char[]>(count);
  for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<unsigned char>(random());
  return bytes;
}

/// The kernel's result is compared with the definition of the coding, bit by bit.
void expect_same_bits(sample_coding coding, byte_order order, const unsigned char* raw, const float* converted,
                      std::size_t count) {
  ac::detail::with_coding(coding, order, [&]<sample_coding fixed, byte_order fixed_order>() {
    for (std::size_t i = 0; i < count; ++i) {
      const float expected =
          ac::detail::sample_value<fixed, fixed_order>(raw + i * ac::detail::bytes_per_sample(fixed));
      ASSERT_EQ(std::memcmp(&expected, converted + i, sizeof expected), 0)
          << "sample " << i << " of " << count << ", coding " << static_cast<int>(coding) << ", order "
          << static_cast<int>(order) << ": " << expected << " and " << converted[i];
    }
  });
}

}  // namespace

TEST(convert_samples, gives_the_same_bits_on_every_instruction_set) {
  for_each_target([] {
    for (const sample_coding coding : codings) {
      for (const byte_order order : {byte_order::little, byte_order::big}) {
        for (std::size_t count = 0; count < 70; ++count) {
          const auto raw = random_bytes(count * ac::detail::bytes_per_sample(coding));
          std::vector<float> converted(count + 1, 42.0f);
          ac::detail::convert_samples(coding, order, raw.get(), count, converted.data());
          expect_same_bits(coding, order, raw.get(), converted.data(), count);
          ASSERT_EQ(converted[count], 42.0f) << "wrote behind the end";
        }
      }
    }
  });
}

TEST(convert_pairs, gives_the_same_bits_on_every_instruction_set) {
  for_each_target([] {
    for (const sample_coding coding : codings) {
      for (const byte_order order : {byte_order::little, byte_order::big}) {
        for (std::size_t frames = 0; frames < 70; ++frames) {
          const auto raw = random_bytes(2 * frames * ac::detail::bytes_per_sample(coding));
          std::vector<float> left(frames + 1, 42.0f);
          std::vector<float> right(frames + 1, 42.0f);
          ac::detail::convert_pairs(coding, order, raw.get(), frames, left.data(), right.data());
          std::vector<float> interleaved(2 * frames);
          for (std::size_t i = 0; i < frames; ++i) {
            std::memcpy(&interleaved[2 * i], &left[i], sizeof(float));
            std::memcpy(&interleaved[2 * i + 1], &right[i], sizeof(float));
          }
          expect_same_bits(coding, order, raw.get(), interleaved.data(), interleaved.size());
          ASSERT_EQ(left[frames], 42.0f);
          ASSERT_EQ(right[frames], 42.0f);
        }
      }
    }
  });
}
