#include <gtest/gtest.h>

#include <acestep_compat/version.hpp>

namespace ac = acestep_compat;

TEST(version, is_the_one_that_the_build_announces) {
  EXPECT_STREQ(ac::version(), ACESTEP_COMPAT_PROJECT_VERSION);
  EXPECT_STREQ(ACESTEP_COMPAT_VERSION, ACESTEP_COMPAT_PROJECT_VERSION);
}
