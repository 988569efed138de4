#include <gtest/gtest.h>

#include <acestep_compat/core/error.hpp>

#include "base/thread_count.hpp"

namespace ac = acestep_compat;

TEST(thread_count, is_the_number_asked_for) {
  EXPECT_EQ(ac::detail::thread_count(3), 3);
}

TEST(thread_count, is_at_least_one_when_left_open) {
  EXPECT_GE(ac::detail::thread_count(0), 1);
}

TEST(thread_count, refuses_a_negative_number) {
  EXPECT_THROW(ac::detail::thread_count(-1), ac::invalid_argument);
}
