#include <stdexcept>

#include <gtest/gtest.h>

#include <acestep_compat/cuda.hpp>

namespace ac = acestep_compat;

TEST(safe_cuda_empty_cache, does_nothing_on_a_machine_without_accelerators) {
  const ac::device_report report = ac::safe_cuda_empty_cache();
  EXPECT_EQ(report.action, ac::device_action::not_in_use);
  EXPECT_EQ(report.message, "");
  EXPECT_FALSE(report);
}

TEST(safe_cuda_synchronize, does_nothing_on_a_machine_without_accelerators) {
  EXPECT_THROW(torch::cuda::synchronize(), c10::Error);  // what it guards against
  EXPECT_EQ(ac::safe_cuda_synchronize().action, ac::device_action::not_in_use);
}

TEST(safe_cuda, turns_an_error_of_the_device_into_a_report) {
  const ac::device_report report = ac::detail::reported(
      "test", []() -> ac::device_report { throw std::runtime_error("an illegal memory access was encountered"); });
  EXPECT_EQ(report.action, ac::device_action::failed);
  EXPECT_EQ(report.message, "an illegal memory access was encountered");
}
