#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "pipeline/growing_output.hpp"

namespace ac = acestep_compat;

namespace {

// Writes frame numbers in blocks and returns the finished buffer.
ac::audio_buffer fill(ac::detail::growing_output& output, std::int64_t num_frames) {
  while (output.num_frames() < num_frames) {
    const std::int64_t count = std::min<std::int64_t>(5000, num_frames - output.num_frames());
    const ac::audio_view space = output.space(count);
    for (std::int64_t channel = 0; channel < space.num_channels; ++channel) {
      for (std::int64_t frame = 0; frame < count; ++frame) {
        space.channel(channel)[frame] = static_cast<float>(channel * 100000000 + output.num_frames() + frame);
      }
    }
    output.advance(count);
  }
  return output.finish();
}

void expect_filled(const ac::audio_buffer& buffer, std::int64_t num_frames) {
  ASSERT_EQ(buffer.num_frames(), num_frames);
  for (std::int64_t channel = 0; channel < buffer.num_channels(); ++channel) {
    for (std::int64_t frame = 0; frame < num_frames; ++frame) {
      ASSERT_EQ(buffer.view().channel(channel)[frame], static_cast<float>(channel * 100000000 + frame));
    }
  }
}

}  // namespace

TEST(growing_output, holds_as_many_frames_as_were_expected) {
  ac::detail::growing_output output(2, 20000, 80000);
  expect_filled(fill(output, 20000), 20000);
}

TEST(growing_output, grows_when_more_frames_come_than_were_expected) {
  ac::detail::growing_output output(3, 100, 400);
  expect_filled(fill(output, 3000000), 3000000);
}

TEST(growing_output, is_cut_when_fewer_frames_come) {
  ac::detail::growing_output output(2, 4000000, 80000000);
  expect_filled(fill(output, 12345), 12345);
}

TEST(growing_output, needs_no_expectation) {
  ac::detail::growing_output output(2, -1, 1000);
  expect_filled(fill(output, 1500000), 1500000);
}

TEST(growing_output, does_not_reserve_what_a_header_merely_claims) {
  ac::detail::growing_output output(8, std::int64_t{1} << 36, 1000);
  EXPECT_LE(output.space(1).channel_stride, 1 << 20);
}

TEST(growing_output, appends_what_lies_elsewhere) {
  ac::detail::growing_output output(1, 1, 4);
  const float samples[] = {1, 2, 3};
  output.append({samples, 1, 3, 3});
  output.append({samples, 1, 1, 3});
  const ac::audio_buffer finished = output.finish();
  EXPECT_EQ(std::vector<float>(finished.data(), finished.data() + finished.num_frames()),
            (std::vector<float>{1, 2, 3, 1}));
}
