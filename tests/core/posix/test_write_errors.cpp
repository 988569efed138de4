// A disk that is full, by a limit on the size of files: see ../test_write_errors.cpp for every phase of every format.

#include <cerrno>
#include <csignal>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <acestep_compat/core/error.hpp>

#include "support/in_child.hpp"
#include "support/song.hpp"
#include "support/temporary_folder.hpp"
#include "support/writing.hpp"

namespace ac = acestep_compat;
using test_support::read_file;
using test_support::song;
using testing::ElementsAre;

namespace {

class posix_save : public testing::TestWithParam<ac::audio_format> {};

INSTANTIATE_TEST_SUITE_P(formats, posix_save, test_support::every_written_format(), test_support::name_of_format);

}  // namespace

TEST_P(posix_save, leaves_the_old_file_whole_and_no_temporary_behind) {
  constexpr std::int64_t num_frames = 48000;
  ac::writer_options options;
  options.format = GetParam();
  const std::uint64_t size = test_support::encode(song(2, num_frames), 48000, options).size();
  const test_support::temporary_folder folder;
  const std::string path = folder / "song";
  const test_support::bytes old{'o', 'l', 'd'};
  test_support::write_file(path, old);
  for (const std::uint64_t limit : {std::uint64_t{10}, size / 2, size - 250}) {
    const int code = test_support::in_child([&] {
      std::signal(SIGXFSZ, SIG_IGN);
      const rlimit size_limit{limit, limit};
      setrlimit(RLIMIT_FSIZE, &size_limit);
      try {
        test_support::save(path, song(2, num_frames), 48000, options);
      } catch (const ac::io_error& failure) {
        return failure.code();
      }
      return 0;
    });
    EXPECT_EQ(code, EFBIG) << "limit " << limit;
    EXPECT_EQ(read_file(path), old);
    EXPECT_THAT(folder.names(), ElementsAre("song"));
  }
}
