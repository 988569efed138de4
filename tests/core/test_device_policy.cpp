#include <cstring>
#include <ostream>

#include <gtest/gtest.h>

#include <acestep_compat/core/device_policy.hpp>

namespace ac = acestep_compat;
using ac::compile_decision;
using ac::compiler_state;
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

// One situation per row in which a model is about to be compiled.
struct situation {
  const char* name;
  ac::compile_facts facts;
  compile_decision decision;
};

void PrintTo(const situation& row, std::ostream* out) {
  *out << row.name;
}

constexpr situation situations[] = {
    {"a working compiler", {.compiler = compiler_state::works}, compile_decision::compile},
    {"an untested compiler", {.compiler = compiler_state::untested}, compile_decision::probe_first},
    {"no C++ compiler", {.compiler = compiler_state::no_cpp_compiler}, compile_decision::no_cpp_compiler},
    {"no Triton", {.compiler = compiler_state::no_triton}, compile_decision::no_triton},
    {"a broken compiler", {.compiler = compiler_state::broken}, compile_decision::broken_compiler},
    {"switched off by the environment",
     {.disabled_by_environment = true, .compiler = compiler_state::works},
     compile_decision::disabled_by_environment},
    {"no Dynamo for this Python", {.dynamo_supported = false}, compile_decision::dynamo_unsupported},
    {"bfloat16 on Windows: no compiler is even tried",
     {.windows = true, .bfloat16 = true, .compiler = compiler_state::untested},
     compile_decision::bfloat16_on_windows},
    {"float16 on Windows", {.windows = true, .compiler = compiler_state::works}, compile_decision::compile},
    {"bfloat16 on Linux", {.bfloat16 = true, .compiler = compiler_state::works}, compile_decision::compile},
    {"a backend that generates no code, without a compiler",
     {.needs_compiler = false, .compiler = compiler_state::broken},
     compile_decision::compile},
    {"switched off on Windows with bfloat16: the user's wish is the reason given",
     {.windows = true, .bfloat16 = true, .disabled_by_environment = true},
     compile_decision::disabled_by_environment},
};

class compile_policy : public testing::TestWithParam<situation> {};

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

TEST_P(compile_policy, decides_whether_to_compile) {
  EXPECT_EQ(ac::decide_compile(GetParam().facts), GetParam().decision);
}

TEST_P(compile_policy, gives_a_reason_exactly_when_it_does_not_compile) {
  const bool goes_ahead =
      GetParam().decision == compile_decision::compile || GetParam().decision == compile_decision::probe_first;
  EXPECT_EQ(std::strlen(ac::explain(GetParam().decision)) == 0, goes_ahead);
}

INSTANTIATE_TEST_SUITE_P(situations, compile_policy, testing::ValuesIn(situations));

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

TEST(native_bfloat16, starts_with_ampere) {
  EXPECT_FALSE(ac::nvidia_has_native_bfloat16(6, 1));  // GTX 10xx
  EXPECT_FALSE(ac::nvidia_has_native_bfloat16(7, 5));  // RTX 20xx, GTX 16xx, T4
  EXPECT_TRUE(ac::nvidia_has_native_bfloat16(8, 0));   // A100
  EXPECT_TRUE(ac::nvidia_has_native_bfloat16(8, 6));   // RTX 30xx
  EXPECT_TRUE(ac::nvidia_has_native_bfloat16(12, 0));  // RTX 50xx
}

TEST(native_bfloat16, is_known_for_amd_by_the_architecture) {
  for (const char* name : {"gfx908", "gfx90a:sramecc+:xnack-", "gfx942", "gfx950", "gfx1100", "gfx1151", "gfx1201"}) {
    EXPECT_TRUE(ac::amd_has_native_bfloat16(name)) << name;
  }
  for (const char* name : {"gfx803", "gfx900", "gfx906", "gfx90c", "gfx1010", "gfx1030", "gfx1036"}) {
    EXPECT_FALSE(ac::amd_has_native_bfloat16(name)) << name;
  }
  for (const char* name : {"", "gfx", "gfx1", "gfxabc", "Radeon", static_cast<const char*>(nullptr)}) {
    EXPECT_FALSE(ac::amd_has_native_bfloat16(name));
  }
}
