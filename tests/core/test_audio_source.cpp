#include <acestep_compat/core/audio_source.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <acestep_compat/core/error.hpp>

#include "support/temporary_folder.hpp"

namespace ac = acestep_compat;
using test_support::temporary_folder;

namespace {

const std::vector<unsigned char> alphabet{'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'};

std::string read(ac::audio_source& source, std::uint64_t offset, std::size_t count) {
  std::string bytes(count, '?');
  bytes.resize(source.read_at(offset, bytes.data(), count));
  return bytes;
}

int code_of_opening(const std::string& path) {
  try {
    ac::audio_source::open_file(path);
  } catch (const ac::io_error& failure) {
    EXPECT_STREQ(failure.path().c_str(), path.c_str());
    return failure.code();
  }
  return 0;
}

}  // namespace

TEST(file_source, reads_at_any_offset_and_ends_with_the_file) {
  const temporary_folder folder;
  test_support::write_file(folder / "letters", alphabet);
  const auto source = ac::audio_source::open_file(folder / "letters");
  EXPECT_EQ(source->size(), 10u);
  EXPECT_EQ(source->name().str(), folder / "letters");
  EXPECT_EQ(source->memory(), nullptr);
  EXPECT_EQ(read(*source, 3, 4), "defg");
  EXPECT_EQ(read(*source, 0, 2), "ab");
  EXPECT_EQ(read(*source, 8, 100), "ij");
  EXPECT_EQ(read(*source, 10, 1), "");
  EXPECT_EQ(read(*source, std::uint64_t{1} << 62, 1), "");
}

TEST(file_source, opens_names_in_any_script) {
  const temporary_folder folder;
  for (const char* name : {"música_音楽_🎵.wav", "Привет.flac", "a b'c\"d.mp3"}) {
    test_support::write_file(folder / name, alphabet);
    EXPECT_EQ(read(*ac::audio_source::open_file(folder / name), 0, 3), "abc") << name;
  }
}

TEST(file_source, opens_names_that_are_not_utf_8) {
  const temporary_folder folder;
  const std::string path = folder / "caf\xe9.wav";
  test_support::write_file(path, alphabet);
  EXPECT_EQ(read(*ac::audio_source::open_file(path), 0, 3), "abc");
}

TEST(file_source, names_the_reason_when_it_cannot_open) {
  const temporary_folder folder;
  EXPECT_EQ(code_of_opening(folder / "missing"), ENOENT);
  EXPECT_EQ(code_of_opening(""), ENOENT);
  EXPECT_EQ(code_of_opening(folder.path().string()), EISDIR);
}

TEST(file_source, refuses_a_file_without_permission) {
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

TEST(file_source, survives_a_file_that_shrinks_while_it_is_open) {
  const temporary_folder folder;
  test_support::write_file(folder / "letters", alphabet);
  const auto source = ac::audio_source::open_file(folder / "letters");
  std::filesystem::resize_file(folder / "letters", 5);
  EXPECT_EQ(read(*source, 3, 4), "de");
  EXPECT_EQ(read(*source, 7, 4), "");
}

TEST(file_source, reads_a_pipe_whole) {
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

TEST(file_source, refuses_a_device_without_end) {
  EXPECT_EQ(code_of_opening("/dev/zero"), EFBIG);
}

TEST(memory_source, reads_without_copying) {
  const auto source = ac::audio_source::from_memory(alphabet.data(), alphabet.size(), "letters");
  EXPECT_EQ(source->memory(), alphabet.data());
  EXPECT_EQ(source->size(), 10u);
  EXPECT_STREQ(source->name().c_str(), "letters");
  EXPECT_EQ(read(*source, 3, 4), "defg");
  EXPECT_EQ(read(*source, 8, 100), "ij");
  EXPECT_EQ(read(*source, 10, 1), "");
  EXPECT_EQ(read(*source, std::uint64_t{1} << 62, 1), "");
}

TEST(memory_source, may_be_empty) {
  const auto source = ac::audio_source::from_memory(nullptr, 0);
  EXPECT_EQ(source->size(), 0u);
  EXPECT_EQ(read(*source, 0, 1), "");
}
