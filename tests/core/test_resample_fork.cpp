#ifndef _WIN32

#include <stop_token>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include <acestep_compat/core/resampler.hpp>

#include "support/in_child.hpp"

namespace ac = acestep_compat;

TEST(resample_fork, a_child_resamples_while_threads_of_its_parent_use_the_tables) {
  const std::vector<float> in(500, 0.25f);
  const auto resample_once = [&](int target) {
    return ac::resample({in.data(), 1, 500, 500}, 44100, target, ac::resample_quality::fast).num_frames();
  };
  std::vector<std::jthread> busy;
  for (int t = 0; t < 2; ++t) {
    busy.emplace_back([&, t](const std::stop_token& stop) {
      for (int rate = 8000 + t * 50; !stop.stop_requested(); rate = rate < 16000 ? rate + 100 : 8000 + t * 50)
        resample_once(rate);
    });
  }
  for (int attempt = 0; attempt < 20; ++attempt) {
    const int code = test_support::in_child([&] {
      ::alarm(20);  // a child that hangs is killed, which in_child reports as -1
      return resample_once(48000) == 545 ? 0 : 1;
    });
    ASSERT_EQ(code, 0) << "attempt " << attempt;
  }
}

#endif
