#include <stop_token>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include <acestep_compat/core/batch.hpp>
#include <acestep_compat/core/error.hpp>
#include <acestep_compat/core/resampler.hpp>

#include "support/in_child.hpp"
#include "support/libsndfile.hpp"
#include "support/loading.hpp"

namespace ac = acestep_compat;

TEST(posix_fork, lets_a_child_resample_while_threads_of_its_parent_use_the_tables) {
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

TEST(posix_fork, ends_a_batch_in_the_child_and_not_in_its_parent) {
  struct twelve_files final : ac::batch_files {
    std::int64_t size() const override { return 12; }
    std::unique_ptr<ac::audio_source> open(std::int64_t) override { return test_support::source_of(file); }
    test_support::bytes file = test_support::encode(test_support::kind_named("flac_16"), 4000);
  } files;
  ac::batch_options options;
  options.load.num_threads = 2;
  ac::batch_loader loader(files, options);
  ac::batch_result result;
  ASSERT_TRUE(loader.next(result));
  const int code = test_support::in_child([&] {
    try {
      loader.next(result);
    } catch (const ac::error&) {
      loader.close();  // must not wait for threads that are not there
      return 7;
    }
    return 1;
  });
  EXPECT_EQ(code, 7);
  int count = 1;
  while (loader.next(result)) ++count;
  EXPECT_EQ(count, 12);
}
