#include <vector>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <acestep_compat/compile.hpp>

namespace ac = acestep_compat;
using testing::HasSubstr;

namespace {

torch::jit::Module scripted(const char* methods) {
  torch::jit::Module module("model");
  module.register_parameter("weight", at::linspace(-1, 1, 16).reshape({4, 4}), /*is_buffer=*/false);
  module.register_buffer("calls", at::zeros({}));
  module.register_attribute("training", c10::BoolType::get(), true);
  module.define(methods);
  module.eval();
  return module;
}

torch::jit::Module layer() {
  return scripted(R"(
    def forward(self, x):
        return torch.relu(torch.matmul(x, self.weight)), {"sum": x.sum()}
    def encode(self, x):
        return x + 1
  )");
}

const std::vector<c10::IValue> example{at::linspace(0, 1, 8).reshape({2, 4})};

}  // namespace

TEST(safe_torch_compile, optimises_a_copy_whose_results_agree) {
  const torch::jit::Module module = layer();
  auto [optimized, compiled, reason] = ac::safe_torch_compile(module, example);
  ASSERT_TRUE(compiled) << reason;
  EXPECT_EQ(reason, "");
  torch::jit::Module plain = module;
  EXPECT_TRUE(ac::detail::agree(optimized.forward(example), plain.forward(example), 1e-4));
  EXPECT_TRUE(at::equal(optimized.run_method("encode", example[0]).toTensor(), example[0].toTensor() + 1));
  EXPECT_EQ(optimized.parameters().size(), 0);  // frozen
  EXPECT_EQ(module.parameters().size(), 1);     // untouched
}

TEST(safe_torch_compile, gives_a_module_in_training_mode_back) {
  torch::jit::Module module = layer();
  module.train();
  const auto result = ac::safe_torch_compile(module, example);
  EXPECT_FALSE(result.compiled);
  EXPECT_THAT(result.reason, HasSubstr("call eval()"));
  EXPECT_TRUE(module.is_training());
  EXPECT_EQ(result.module._ivalue(), module._ivalue());
}

TEST(safe_torch_compile, rejects_results_beyond_the_tolerance) {
  // Each call gives another result, so that no two runs agree.
  const torch::jit::Module module = scripted(R"(
    def forward(self, x):
        return torch.rand([4]) + x.sum()
  )");
  const auto result = ac::safe_torch_compile(module, example, 1e-6);
  EXPECT_FALSE(result.compiled);
  EXPECT_THAT(result.reason, HasSubstr("differs by more than"));
}

TEST(safe_torch_compile, leaves_the_buffers_of_the_input_module_untouched) {
  torch::jit::Module module = scripted(R"(
    def forward(self, x):
        self.calls += 1
        return x * 2
  )");
  ac::safe_torch_compile(module, example);
  EXPECT_EQ(module.attr("calls").toTensor().item<float>(), 0.0F);
}

TEST(safe_torch_compile, leaves_the_example_inputs_untouched) {
  const torch::jit::Module module = scripted(R"(
    def forward(self, x):
        return x.mul_(2)
  )");
  const at::Tensor input = at::ones({2, 4});
  ac::safe_torch_compile(module, {input});
  EXPECT_TRUE(at::equal(input, at::ones({2, 4})));
}

TEST(safe_torch_compile, reports_example_inputs_that_the_module_refuses) {
  const auto result = ac::safe_torch_compile(layer(), {at::ones({2, 5})});
  EXPECT_FALSE(result.compiled);
  EXPECT_NE(result.reason, "");
}

TEST(safe_torch_compile, needs_no_example_inputs) {
  EXPECT_TRUE(ac::safe_torch_compile(layer()).compiled);
}
