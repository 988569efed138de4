#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <acestep_compat/core/audio_buffer.hpp>
#include <acestep_compat/core/error.hpp>

namespace ac = acestep_compat;

namespace {

float sample(std::int64_t channel, std::int64_t frame) {
  return static_cast<float>(channel * 1000003 + frame);
}

ac::audio_buffer filled(std::int64_t num_channels, std::int64_t num_frames) {
  ac::audio_buffer buffer(num_channels, num_frames);
  for (std::int64_t channel = 0; channel < num_channels; ++channel) {
    for (std::int64_t frame = 0; frame < num_frames; ++frame) {
      buffer.view().channel(channel)[frame] = sample(channel, frame);
    }
  }
  return buffer;
}

void expect_filled(const ac::audio_buffer& buffer) {
  for (std::int64_t channel = 0; channel < buffer.num_channels(); ++channel) {
    for (std::int64_t frame = 0; frame < buffer.num_frames(); ++frame) {
      ASSERT_EQ(buffer.view().channel(channel)[frame], sample(channel, frame)) << channel << ", " << frame;
    }
  }
}

}  // namespace

TEST(audio_buffer, is_empty_when_it_has_no_frames_or_no_channels) {
  EXPECT_EQ(ac::audio_buffer(2, 0).data(), nullptr);
  EXPECT_EQ(ac::audio_buffer(0, 10).data(), nullptr);
  EXPECT_EQ(ac::audio_buffer(2, 0).num_channels(), 2);
}

TEST(audio_buffer, aligns_small_sizes_to_a_cache_line_and_large_ones_to_a_huge_page) {
  const ac::audio_buffer small(2, 1000);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(small.data()) % 64, 0u);
  const ac::audio_buffer large(2, 4 << 20);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(large.data()) % (2u << 20), 0u);
}

TEST(audio_buffer, refuses_negative_and_overflowing_sizes) {
  EXPECT_THROW(ac::audio_buffer(-1, 10), ac::invalid_argument);
  EXPECT_THROW(ac::audio_buffer(2, -1), ac::invalid_argument);
  EXPECT_THROW(ac::audio_buffer(4, std::numeric_limits<std::int64_t>::max() / 4), ac::invalid_argument);
}

TEST(audio_buffer, reports_more_than_the_address_space_as_bad_alloc) {
  EXPECT_THROW(ac::audio_buffer(1, std::int64_t{1} << 60), std::bad_alloc);
}

TEST(audio_buffer, moves_by_handing_its_memory_over) {
  ac::audio_buffer first = filled(2, 100);
  const float* memory = first.data();
  ac::audio_buffer second(std::move(first));
  EXPECT_EQ(second.data(), memory);
  EXPECT_EQ(first.data(), nullptr);  // NOLINT(bugprone-use-after-move): what a moved-from buffer is, is the contract
  ac::audio_buffer third(1, 5);
  third = std::move(second);
  EXPECT_EQ(third.data(), memory);
  EXPECT_EQ(third.num_frames(), 100);
}

TEST(audio_buffer, truncates_small_ones_by_moving_the_channels_together) {
  ac::audio_buffer buffer = filled(3, 1000);
  buffer.truncate(321);
  EXPECT_EQ(buffer.num_frames(), 321);
  expect_filled(buffer);
}

TEST(audio_buffer, truncates_large_ones_by_moving_the_channels_together) {
  ac::audio_buffer buffer = filled(3, 3000001);
  buffer.truncate(2777777);
  expect_filled(buffer);
  buffer.truncate(100);
  expect_filled(buffer);
}

TEST(audio_buffer, truncates_to_nothing) {
  ac::audio_buffer buffer = filled(2, 2000000);
  buffer.truncate(0);
  EXPECT_EQ(buffer.num_frames(), 0);
  EXPECT_EQ(buffer.num_channels(), 2);
}

TEST(audio_buffer, refuses_to_truncate_to_more_than_it_has) {
  ac::audio_buffer buffer(2, 10);
  EXPECT_THROW(buffer.truncate(11), ac::invalid_argument);
  EXPECT_THROW(buffer.truncate(-1), ac::invalid_argument);
}

TEST(audio_buffer, frees_what_it_released_without_knowing_the_size) {
  for (const std::int64_t frames : {std::int64_t{1}, std::int64_t{1000}, std::int64_t{3000000}}) {
    float* memory = filled(2, frames).release();
    ASSERT_NE(memory, nullptr);
    EXPECT_EQ(memory[2 * frames - 1], sample(1, frames - 1));
    ac::audio_buffer::free(memory);
  }
  ac::audio_buffer::free(nullptr);
}
