#include <cerrno>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <acestep_compat/core/audio_source.hpp>

#include "support/loading.hpp"
#include "support/temporary_folder.hpp"

namespace ac = acestep_compat;
using test_support::alphabet;
using test_support::code_of_opening;
using test_support::read;
using test_support::temporary_folder;

TEST(posix_file_source, opens_names_that_are_not_utf_8) {
  const temporary_folder folder;
  const std::string path = folder / "caf\xe9.wav";
  test_support::write_file(path, alphabet);
  EXPECT_EQ(read(*ac::audio_source::open_file(path), 0, 3), "abc");
}

TEST(posix_file_source, refuses_a_file_without_permission) {
  const temporary_folder folder;
  test_support::write_file(folder / "secret", alphabet);
  std::filesystem::permissions(folder / "secret", std::filesystem::perms::none);
  const uid_t user = geteuid();
  if (user == 0) {  // the superuser may read everything
    ASSERT_EQ(seteuid(65534), 0);
  }
  EXPECT_EQ(code_of_opening(folder / "secret"), EACCES);
  ASSERT_EQ(seteuid(user), 0);
}

TEST(posix_file_source, reads_a_pipe_whole) {
  const temporary_folder folder;
  const std::string path = folder / "pipe";
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  std::vector<unsigned char> much(3000000);
  for (std::size_t i = 0; i < much.size(); ++i) much[i] = static_cast<unsigned char>(i * 7 >> 3);
  std::thread writer([&] { test_support::write_file(path, much); });
  const auto source = ac::audio_source::open_file(path);
  writer.join();
  ASSERT_EQ(source->size(), much.size());
  EXPECT_EQ(std::vector<unsigned char>(source->memory(), source->memory() + source->size()), much);
}

TEST(posix_file_source, refuses_a_device_without_end) {
  EXPECT_EQ(code_of_opening("/dev/zero"), EFBIG);
}
