#include <algorithm>
#include <atomic>
#include <chrono>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <acestep_compat/core/batch.hpp>
#include <acestep_compat/core/error.hpp>

#include "support/comparing.hpp"
#include "support/libsndfile.hpp"
#include "support/loading.hpp"
#include "support/song.hpp"

namespace ac = acestep_compat;
using test_support::bytes;
using test_support::encode;
using test_support::kind_named;
using test_support::same_bits;

namespace {

// Files in memory, of different lengths; file 3 is no audio.
class some_files final : public ac::batch_files {
public:
  explicit some_files(std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) {
      const char* kind = i % 3 == 0 ? "flac_16" : i % 3 == 1 ? "wav_pcm_16" : "mp3";
      files_.push_back(i == 3 ? bytes(100, 'x') : encode(kind_named(kind), 4000 + 1111 * (i * 7 % 10)));
    }
  }

  std::int64_t size() const override { return static_cast<std::int64_t>(files_.size()); }
  std::unique_ptr<ac::audio_source> open(std::int64_t index) override {
    ++num_opened;
    return test_support::source_of(file(index));
  }
  const bytes& file(std::int64_t index) const { return files_[static_cast<std::size_t>(index)]; }

  std::atomic<std::int64_t> num_opened = 0;

private:
  std::vector<bytes> files_;
};

void expect_right(const some_files& files, const ac::batch_result& result) {
  if (result.index == 3) {
    EXPECT_THROW(std::rethrow_exception(result.failure), ac::decode_error);
    return;
  }
  ASSERT_EQ(result.failure, nullptr) << result.index;
  EXPECT_EQ(result.audio.sample_rate, 48000);
  EXPECT_TRUE(same_bits(result.audio.samples.view(), test_support::load(files.file(result.index)).view()));
}

ac::batch_options with_threads(int num_threads) {
  ac::batch_options options;
  options.load.num_threads = num_threads;
  return options;
}

}  // namespace

TEST(batch_loader, gives_every_file_in_order) {
  for (const int threads : {1, 2, 7, 40}) {
    some_files files(20);
    ac::batch_loader loader(files, with_threads(threads));
    ac::batch_result result;
    for (std::int64_t index = 0; index < 20; ++index) {
      ASSERT_TRUE(loader.next(result));
      ASSERT_EQ(result.index, index);
      expect_right(files, result);
    }
    EXPECT_FALSE(loader.next(result));
    EXPECT_FALSE(loader.next(result));
  }
}

TEST(batch_loader, gives_every_file_once_when_the_order_does_not_matter) {
  some_files files(20);
  ac::batch_options options = with_threads(4);
  options.ordered = false;
  ac::batch_loader loader(files, options);
  ac::batch_result result;
  std::set<std::int64_t> seen;
  while (loader.next(result)) {
    EXPECT_TRUE(seen.insert(result.index).second) << result.index;
    expect_right(files, result);
  }
  EXPECT_EQ(seen.size(), 20u);
}

TEST(batch_loader, loads_paths) {
  const std::string song = test_support::song_path();
  const std::vector<ac::cstring_view> paths{song, "/nonexistent.wav", song};
  ac::batch_options options;
  options.load.num_frames = 1000;
  options.load.channels = ac::channel_mode::mono;
  ac::batch_loader loader(paths.data(), 3, options);
  ac::batch_result result;
  ASSERT_TRUE(loader.next(result));
  EXPECT_EQ(result.audio.samples.num_frames(), 1000);
  EXPECT_EQ(result.audio.samples.num_channels(), 1);
  ASSERT_TRUE(loader.next(result));
  EXPECT_THROW(std::rethrow_exception(result.failure), ac::io_error);
  ASSERT_TRUE(loader.next(result));
  EXPECT_EQ(result.failure, nullptr);
}

TEST(batch_loader, is_at_its_end_when_there_are_no_files) {
  ac::batch_loader loader(nullptr, 0);
  ac::batch_result result;
  EXPECT_FALSE(loader.next(result));
}

TEST(batch_loader, keeps_to_its_memory_when_nobody_consumes) {
  some_files files(30);
  for (const bool ordered : {true, false}) {
    files.num_opened = 0;
    ac::batch_options options = with_threads(3);
    options.ordered = ordered;
    options.max_bytes = 300000;  // every file takes 32,000 to 113,000 bytes
    ac::batch_loader loader(files, options);
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    EXPECT_LE(files.num_opened, 9 + 3);  // what fits, and one that waits for its share in each thread
    ac::batch_result result;
    int count = 0;
    while (loader.next(result)) ++count;
    EXPECT_EQ(count, 30);
  }
}

TEST(batch_loader, loads_one_file_at_a_time_when_none_fits) {
  some_files files(10);
  ac::batch_options options = with_threads(4);
  options.max_bytes = 0;
  ac::batch_loader loader(files, options);
  ac::batch_result result;
  int count = 0;
  while (loader.next(result)) ++count;
  EXPECT_EQ(count, 10);
}

TEST(batch_loader, ends_its_threads_when_it_is_closed_early) {
  some_files files(30);
  ac::batch_loader loader(files, with_threads(4));
  ac::batch_result result;
  ASSERT_TRUE(loader.next(result));
  loader.close();
  const std::int64_t opened = files.num_opened;
  EXPECT_FALSE(loader.next(result));
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_EQ(files.num_opened, opened);
}

TEST(batch_loader, passes_warnings_on_to_the_thread_of_the_consumer) {
  struct cut_file final : ac::batch_files {
    std::int64_t size() const override { return 1; }
    std::unique_ptr<ac::audio_source> open(std::int64_t) override { return test_support::source_of(file); }
    bytes file;
  } files;
  files.file = encode(kind_named("flac_16"), 48000);
  files.file.resize(files.file.size() / 2);
  test_support::warning_log log;
  ac::batch_loader loader(files, {}, log.hooks());
  ac::batch_result result;
  ASSERT_TRUE(loader.next(result));
  EXPECT_EQ(log.kinds, std::vector<ac::warning_kind>{ac::warning_kind::damaged});
}

TEST(batch_loader, is_cancelled_while_it_waits) {
  struct slow_files final : ac::batch_files {
    std::int64_t size() const override { return 1; }
    std::unique_ptr<ac::audio_source> open(std::int64_t) override {
      for (int i = 0; i < 30'000 && !asked; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      throw ac::decode_error("late");
    }
    std::atomic<bool> asked = false;
  } files;
  ac::call_hooks hooks;
  hooks.user = &files.asked;
  hooks.poll = [](void* asked) { return static_cast<std::atomic<bool>*>(asked)->exchange(true), true; };
  ac::batch_loader loader(files, {}, hooks);
  ac::batch_result result;
  EXPECT_THROW(loader.next(result), ac::cancelled);
}

TEST(batch_loader, refuses_arguments_out_of_range) {
  ac::batch_options options;
  options.max_bytes = -1;
  EXPECT_THROW(ac::batch_loader(nullptr, 0, options), ac::invalid_argument);
  EXPECT_THROW(ac::batch_loader(nullptr, 0, with_threads(-1)), ac::invalid_argument);
}

namespace {

// Squares the indices; number 3 fails, and every one warns.
struct squares final : ac::file_work {
  void run(std::int64_t index, const ac::call_hooks& hooks) override {
    const std::string name = std::to_string(index);
    hooks.warn({ac::warning_kind::not_atomic, name, name, "", ""}, hooks.user);
    if (index == 3) throw ac::encode_error("the disk is full");
    done[static_cast<std::size_t>(index)] = index * index;
  }
  std::vector<std::int64_t> done = std::vector<std::int64_t>(10, -1);
};

}  // namespace

TEST(for_each_file, does_every_one_and_keeps_what_was_thrown) {
  for (const int threads : {1, 3, 20}) {
    squares work;
    std::vector<std::exception_ptr> failures(10);
    test_support::warning_log log;
    ac::for_each_file(10, work, failures.data(), threads, log.hooks());
    EXPECT_EQ(work.done, (std::vector<std::int64_t>{0, 1, 4, -1, 16, 25, 36, 49, 64, 81}));
    for (std::size_t index = 0; index < failures.size(); ++index) EXPECT_EQ(failures[index] != nullptr, index == 3);
    EXPECT_THROW(std::rethrow_exception(failures[3]), ac::encode_error);
    EXPECT_EQ(log.messages, (std::vector<std::string>{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}));
  }
}

TEST(for_each_file, does_nothing_for_no_files) {
  squares work;
  ac::for_each_file(0, work, nullptr);
  EXPECT_EQ(work.done, std::vector<std::int64_t>(10, -1));
}

TEST(for_each_file, refuses_arguments_out_of_range) {
  squares work;
  EXPECT_THROW(ac::for_each_file(-1, work, nullptr), ac::invalid_argument);
  EXPECT_THROW(ac::for_each_file(0, work, nullptr, -1), ac::invalid_argument);
}

TEST(for_each_file, is_cancelled_within_the_work_on_a_file) {
  struct endless final : ac::file_work {
    void run(std::int64_t, const ac::call_hooks& hooks) override {
      while (!hooks.poll(hooks.user)) std::this_thread::yield();
      throw ac::cancelled();
    }
  } work;
  ac::call_hooks hooks;
  hooks.poll = [](void*) { return true; };
  for (const int threads : {1, 2}) {
    std::vector<std::exception_ptr> failures(4);
    EXPECT_THROW(ac::for_each_file(4, work, failures.data(), threads, hooks), ac::cancelled);
  }
}
