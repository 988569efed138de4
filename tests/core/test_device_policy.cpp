#include <ostream>

#include <gtest/gtest.h>

#include <acestep_compat/core/device_policy.hpp>

namespace ac = acestep_compat;
using ac::device_kind;
using ac::dtype_kind;
using ac::dtype_preference;

namespace {

// One machine per row: what torch sees there, and everything that is decided for it.
struct machine {
  const char* name;
  ac::accelerator_facts accelerators;
  bool native_bfloat16;
  device_kind device;
  dtype_kind fastest;
  dtype_kind most_stable;
  bool sets_cudnn;
  bool sets_tf32;
};

void PrintTo(const machine& row, std::ostream* out) {
  *out << row.name;
}

constexpr machine machines[] = {
    {"a CPU, on Linux, Windows or macOS",
     {},
     false,
     device_kind::cpu,
     dtype_kind::float32,
     dtype_kind::float32,
     false,
     false},
    {"CUDA on Ampere or newer",
     {.cuda_devices = 1},
     true,
     device_kind::cuda,
     dtype_kind::bfloat16,
     dtype_kind::bfloat16,
     true,
     true},
    {"CUDA on an old GPU",
     {.cuda_devices = 1},
     false,
     device_kind::cuda,
     dtype_kind::float16,
     dtype_kind::float32,
     true,
     true},
    {"several CUDA devices",
     {.cuda_devices = 8},
     true,
     device_kind::cuda,
     dtype_kind::bfloat16,
     dtype_kind::bfloat16,
     true,
     true},
    {"a CUDA build of torch without a driver",
     {.cuda_devices = 0},
     false,
     device_kind::cpu,
     dtype_kind::float32,
     dtype_kind::float32,
     false,
     false},
    {"ROCm with bfloat16",
     {.cuda_devices = 1, .rocm = true},
     true,
     device_kind::cuda,
     dtype_kind::bfloat16,
     dtype_kind::bfloat16,
     true,
     false},
    {"ROCm without bfloat16",
     {.cuda_devices = 1, .rocm = true},
     false,
     device_kind::cuda,
     dtype_kind::float16,
     dtype_kind::float32,
     true,
     false},
    {"a ROCm build of torch without a GPU",
     {.cuda_devices = 0, .rocm = true},
     false,
     device_kind::cpu,
     dtype_kind::float32,
     dtype_kind::float32,
     false,
     false},
    {"XPU", {.xpu_devices = 1}, false, device_kind::xpu, dtype_kind::bfloat16, dtype_kind::bfloat16, false, false},
    {"MPS on a Mac",
     {.mps_available = true},
     false,
     device_kind::mps,
     dtype_kind::float16,
     dtype_kind::float32,
     false,
     false},
    {"an NVIDIA card beside an Intel one",
     {.cuda_devices = 1, .xpu_devices = 1},
     true,
     device_kind::cuda,
     dtype_kind::bfloat16,
     dtype_kind::bfloat16,
     true,
     true},
    {"XPU beside MPS",
     {.xpu_devices = 1, .mps_available = true},
     false,
     device_kind::xpu,
     dtype_kind::bfloat16,
     dtype_kind::bfloat16,
     false,
     false},
};

class device_policy : public testing::TestWithParam<machine> {};

}  // namespace

TEST_P(device_policy, chooses_the_fastest_usable_device) {
  EXPECT_EQ(ac::choose_device(GetParam().accelerators), GetParam().device);
}

TEST_P(device_policy, chooses_the_dtype_of_that_device) {
  const ac::device_facts facts{.kind = GetParam().device, .native_bfloat16 = GetParam().native_bfloat16};
  EXPECT_EQ(ac::choose_dtype(facts, dtype_preference::speed), GetParam().fastest);
  EXPECT_EQ(ac::choose_dtype(facts, dtype_preference::stability), GetParam().most_stable);
}

TEST_P(device_policy, touches_cuda_settings_only_where_cuda_is) {
  const ac::backend_settings settings = ac::choose_backend_settings(GetParam().accelerators);
  EXPECT_FALSE(settings.cudnn_benchmark);
  EXPECT_EQ(settings.set_cudnn_deterministic, GetParam().sets_cudnn);
  EXPECT_EQ(settings.set_cuda_matmul_tf32, GetParam().sets_tf32);
  EXPECT_EQ(settings.float32_matmul_precision, ac::matmul_precision::high);
}

INSTANTIATE_TEST_SUITE_P(machines, device_policy, testing::ValuesIn(machines));

TEST(choose_dtype, takes_float32_on_a_device_it_does_not_know) {
  const ac::device_facts facts{.kind = device_kind::other, .native_bfloat16 = true};
  EXPECT_EQ(ac::choose_dtype(facts, dtype_preference::speed), dtype_kind::float32);
}

TEST(choose_dtype, takes_float32_for_a_device_that_is_not_there) {
  for (const device_kind kind : {device_kind::cuda, device_kind::xpu, device_kind::mps}) {
    const ac::device_facts facts{.kind = kind, .usable = false};
    EXPECT_EQ(ac::choose_dtype(facts, dtype_preference::speed), dtype_kind::float32);
  }
}
