#pragma once

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include <ATen/core/grad_mode.h>
#include <c10/util/Exception.h>
#include <torch/csrc/jit/api/module.h>

#include <acestep_compat/detail/compile_compare.hpp>

/// Optimising a TorchScript module for inference where that works and changes nothing. Not part of the umbrella header:
/// TorchScript's headers take many seconds to compile.

namespace acestep_compat {
inline namespace v0 {

/// The module to use, and whether it was optimised.
struct compiled_module {
  torch::jit::Module module;  ///< optimised, or the one that was given
  bool compiled = false;
  std::string reason;  ///< why it is the original one; "" when compiled
};

/// Freezes a copy of `module` and optimises it for inference. Never throws for a module that cannot be optimised: it
/// is returned as it is, with the reason. `module` itself is not changed.
///
/// The optimised module keeps its methods; its attributes become constants and are gone. It is for inference only:
/// a module in training mode is returned as it is, since freezing would change what it computes.
///
/// With `example_inputs` (the arguments of `forward`, tensors are copied) both modules are run without gradients, the
/// optimised one three times, since TorchScript optimises further after the first runs; it is rejected when a result
/// differs by more than `tolerance * (1 + |expected|)` anywhere, in its structure, shape, dtype or device.
///
/// Throws c10::OutOfMemoryError.
///
/// Example: `auto [model, compiled, reason] = safe_torch_compile(torch::jit::load("model.pt"), {torch::rand({1, 8})});`
compiled_module safe_torch_compile(const torch::jit::Module& module,
                                   const std::vector<c10::IValue>& example_inputs = {}, double tolerance = 1e-4);

namespace detail {

inline torch::jit::Module optimized_for_inference(const torch::jit::Module& module) {
  std::vector<std::string> others;
  for (const auto& method : module.get_methods()) {
    if (method.name() != "forward") others.push_back(method.name());
  }
  torch::jit::Module frozen = torch::jit::freeze(module.clone(), others);
  return torch::jit::optimize_for_inference(frozen, others);
}

inline c10::IValue run_on_copies(torch::jit::Module module, const std::vector<c10::IValue>& inputs) {
  std::vector<c10::IValue> copies;
  copies.reserve(inputs.size());
  for (const c10::IValue& input : inputs) copies.push_back(input.deepcopy());
  return module.forward(std::move(copies));
}

/// Why the results of the two modules do not agree; "" when they do.
inline std::string disagreement(const torch::jit::Module& module, const torch::jit::Module& optimized,
                                const std::vector<c10::IValue>& inputs, double tolerance) {
  // A copy, too: running a module may change its buffers.
  const c10::IValue expected = run_on_copies(module.clone(), inputs);
  for (int run = 1; run <= 3; ++run) {
    if (!agree(run_on_copies(optimized, inputs), expected, tolerance)) {
      return "the optimised module's result differs by more than " + std::to_string(tolerance) + " in run " +
             std::to_string(run);
    }
  }
  return "";
}

}  // namespace detail

inline compiled_module safe_torch_compile(const torch::jit::Module& module,
                                          const std::vector<c10::IValue>& example_inputs, double tolerance) {
  const auto unchanged = [&](std::string reason) { return compiled_module{module, false, std::move(reason)}; };
  try {
    if (module.hasattr("training") && module.is_training())
      return unchanged("the module is in training mode; call eval() first");
    const at::NoGradGuard no_gradients;
    torch::jit::Module optimized = detail::optimized_for_inference(module);
    if (!example_inputs.empty()) {
      std::string reason = detail::disagreement(module, optimized, example_inputs, tolerance);
      if (!reason.empty()) return unchanged(std::move(reason));
    }
    return compiled_module{std::move(optimized), true, ""};
  } catch (const c10::OutOfMemoryError&) {
    throw;
  } catch (const c10::Error& error) {
    return unchanged(error.what_without_backtrace());
  } catch (const std::exception& error) {
    return unchanged(error.what());
  }
}

}  // namespace v0
}  // namespace acestep_compat
