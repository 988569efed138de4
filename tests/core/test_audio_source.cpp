#include <cerrno>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <acestep_compat/core/audio_source.hpp>

#include "support/loading.hpp"
#include "support/temporary_folder.hpp"

namespace ac = acestep_compat;
using test_support::alphabet;
using test_support::code_of_opening;
using test_support::read;
using test_support::temporary_folder;

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
  for (const char* name : {"música_音楽_🎵.wav", "Привет.flac", "a b'c (1).mp3"}) {
    const std::string path = folder.path().string() + "/" + name;
    test_support::write_file(test_support::utf8_path(path), alphabet);
    EXPECT_EQ(read(*ac::audio_source::open_file(path), 0, 3), "abc") << name;
  }
}

TEST(file_source, names_the_reason_when_it_cannot_open) {
  const temporary_folder folder;
  EXPECT_EQ(code_of_opening(folder / "missing"), ENOENT);
  EXPECT_EQ(code_of_opening(""), ENOENT);
  EXPECT_EQ(code_of_opening(folder.path().string()), EISDIR);
}

TEST(file_source, survives_a_file_that_shrinks_while_it_is_open) {
  const temporary_folder folder;
  test_support::write_file(folder / "letters", alphabet);
  const auto source = ac::audio_source::open_file(folder / "letters");
  std::filesystem::resize_file(folder / "letters", 5);
  EXPECT_EQ(read(*source, 3, 4), "de");
  EXPECT_EQ(read(*source, 7, 4), "");
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
