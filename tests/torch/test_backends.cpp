#include <gtest/gtest.h>

#include <acestep_compat/backends.hpp>

namespace ac = acestep_compat;

TEST(setup_torch_backends, sets_what_the_policy_says_and_restores_it) {
  at::Context& context = at::globalContext();
  context.setBenchmarkCuDNN(true);
  context.setDeterministicCuDNN(false);
  context.setFloat32MatmulPrecision("medium");

  const ac::torch_backends backends = ac::setup_torch_backends();
  EXPECT_FALSE(context.benchmarkCuDNN());
  EXPECT_EQ(context.float32MatmulPrecision(), at::Float32MatmulPrecision::HIGH);
  EXPECT_TRUE(backends.cudnn_benchmark_before);

  backends.restore();
  EXPECT_TRUE(context.benchmarkCuDNN());
  EXPECT_EQ(context.float32MatmulPrecision(), at::Float32MatmulPrecision::MEDIUM);
}

TEST(setup_torch_backends, leaves_cuda_settings_alone_without_a_cuda_device) {
  at::globalContext().setDeterministicCuDNN(false);
  const ac::torch_backends backends = ac::setup_torch_backends();
  EXPECT_FALSE(backends.applied.set_cudnn_deterministic);
  EXPECT_FALSE(backends.applied.set_cuda_matmul_tf32);
  EXPECT_FALSE(at::globalContext().deterministicCuDNN());
}
