// A system that refuses to start threads: by a limit that POSIX has.

#include <system_error>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/resampler.hpp>

#include "support/comparing.hpp"
#include "support/in_child.hpp"
#include "support/loading.hpp"
#include "support/song.hpp"
#include "support/temporary_folder.hpp"

namespace ac = acestep_compat;

namespace {

enum result { same = 0, different, not_nobody, not_limited, not_refused };

/// Runs `action` in a child that can start no thread, and tells whether it gives the samples `expected`.
template <typename Action>
int without_threads(Action action, const ac::audio_buffer& expected) {
  return test_support::in_child([&] {
    constexpr uid_t nobody = 65534;  // root has no limit
    if (::geteuid() == 0 && ::setuid(nobody) != 0) return not_nobody;
    const rlimit none{0, 0};
    if (::setrlimit(RLIMIT_NPROC, &none) != 0) return not_limited;
    try {
      std::jthread([] {});
      return not_refused;
    } catch (const std::system_error&) {
      return test_support::same_bits(action().view(), expected.view()) ? same : different;
    }
  });
}

}  // namespace

TEST(posix_thread_count, resamples_with_fewer_threads_than_were_asked_for) {
  const std::vector<float> in(500000, 0.25f);
  const auto resampled = [&](int num_threads) {
    return ac::resample({in.data(), 1, 500000, 500000}, 44100, 48000, ac::resample_quality::fast, num_threads);
  };
  EXPECT_EQ(without_threads([&] { return resampled(4); }, resampled(1)), same);
}

TEST(posix_thread_count, loads_with_fewer_threads_than_were_asked_for) {
  const auto file = test_support::read_file(test_support::song_path());
  const auto loaded = [&](int num_threads) {
    return test_support::load(file, {.num_frames = 48000 * 15, .num_threads = num_threads});
  };
  EXPECT_EQ(without_threads([&] { return loaded(4); }, loaded(1)), same);
}
