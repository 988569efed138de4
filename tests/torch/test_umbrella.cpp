#include <acestep_compat/acestep_compat.hpp>

// Macros that torch/torch.h (nn/pimpl.h) and torch/script.h (custom_class.h, library.h) define.
#if defined(TORCH_MODULE)
constexpr bool includes_torch_h = true;
#else
constexpr bool includes_torch_h = false;
#endif
#if defined(TORCH_LIBRARY)
constexpr bool includes_script_h = true;
#else
constexpr bool includes_script_h = false;
#endif

#include <gtest/gtest.h>
#include <torch/script.h>
#include <torch/torch.h>

TEST(umbrella, pulls_in_neither_torch_h_nor_script_h) {
  EXPECT_FALSE(includes_torch_h);
  EXPECT_FALSE(includes_script_h);
}

#if !defined(TORCH_MODULE) || !defined(TORCH_LIBRARY)
#error "this test must look for other macros: torch no longer defines these"
#endif
