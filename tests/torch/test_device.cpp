#include <gtest/gtest.h>

#include <acestep_compat/device.hpp>

namespace ac = acestep_compat;

// Runs on machines without an accelerator, also with a CUDA build of torch: then there is no driver.

TEST(get_optimal_device, is_the_cpu_on_a_machine_without_accelerators) {
  EXPECT_EQ(ac::get_optimal_device().type(), c10::DeviceType::CPU);
}

TEST(get_optimal_dtype, is_float32_on_the_cpu) {
  EXPECT_EQ(ac::get_optimal_dtype(), c10::ScalarType::Float);
  EXPECT_EQ(ac::get_optimal_dtype(c10::Device(c10::DeviceType::CPU), ac::dtype_preference::stability),
            c10::ScalarType::Float);
}

TEST(get_optimal_dtype, is_float32_for_devices_that_are_not_there) {
  for (const auto type : {c10::DeviceType::CUDA, c10::DeviceType::XPU, c10::DeviceType::MPS, c10::DeviceType::Meta}) {
    EXPECT_EQ(ac::get_optimal_dtype(c10::Device(type)), c10::ScalarType::Float) << c10::Device(type);
  }
  EXPECT_EQ(ac::get_optimal_dtype(c10::Device(c10::DeviceType::CUDA, 7)), c10::ScalarType::Float);
}
