#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <acestep_compat/core/audio_writer.hpp>
#include <acestep_compat/core/error.hpp>

#include "support/atomic_saving.hpp"
#include "support/song.hpp"
#include "support/temporary_folder.hpp"
#include "support/writing.hpp"

namespace ac = acestep_compat;
namespace fs = std::filesystem;
using test_support::bytes;
using test_support::code_of_saving;
using test_support::file_identity;
using test_support::old_content;
using test_support::read_file;
using test_support::save;
using test_support::save_counting_warnings;
using test_support::song;
using test_support::temporary_folder;
using test_support::wav_content;
using test_support::write_file;
using testing::ElementsAre;

TEST(atomic_save, shows_nothing_under_the_path_before_commit) {
  const temporary_folder folder;
  const std::string path = folder / "song.wav";
  write_file(path, old_content);
  ac::audio_writer writer(path, 48000, 2, {});
  writer.write(song(2, 48000).view());
  EXPECT_EQ(read_file(path), old_content);
  writer.commit();
  EXPECT_EQ(read_file(path), wav_content(48000));
  EXPECT_THAT(folder.names(), ElementsAre("song.wav"));
}

TEST(atomic_save, leaves_nothing_behind_when_given_up) {
  const temporary_folder folder;
  const std::string path = folder / "song.flac";
  {
    ac::audio_writer writer(path, 48000, 2, {});
    writer.write(song(2, 48000).view());
  }
  EXPECT_THAT(folder.names(), ElementsAre());
  write_file(path, old_content);
  ac::audio_writer writer(path, 48000, 2, {});
  writer.write(song(2, 48000).view());
  writer.discard();
  EXPECT_EQ(read_file(path), old_content);
  EXPECT_THAT(folder.names(), ElementsAre("song.flac"));
}

TEST(atomic_save, replaces_the_file_in_one_step) {
  const temporary_folder folder;
  const std::string path = folder / "song.wav";
  write_file(path, old_content);
  const std::uint64_t before = file_identity(path);
  EXPECT_EQ(save_counting_warnings(path), 0);
  EXPECT_NE(file_identity(path), before) << "written into the old file";
  EXPECT_EQ(read_file(path), wav_content());
}

TEST(atomic_save, keeps_hard_links_together_and_warns) {
  const temporary_folder folder;
  write_file(folder / "song.wav", old_content);
  fs::create_hard_link(folder / "song.wav", folder / "other.wav");
  EXPECT_EQ(save_counting_warnings(folder / "song.wav"), 1);
  EXPECT_EQ(read_file(folder / "other.wav"), wav_content());
  EXPECT_EQ(file_identity(folder / "song.wav"), file_identity(folder / "other.wav"));
}

TEST(atomic_save, fills_an_empty_file_that_someone_holds_open_without_a_warning) {
  const temporary_folder folder;
  const std::string path = folder / "NamedTemporaryFile.wav";
  std::fstream held(path, std::ios::in | std::ios::out | std::ios::binary | std::ios::trunc);
  EXPECT_EQ(save_counting_warnings(path), 0);
  const bytes seen{std::istreambuf_iterator<char>(held), {}};
  EXPECT_EQ(seen, wav_content());
}

TEST(atomic_save, names_the_path_and_the_reason_of_a_refusal) {
  const temporary_folder folder;
  EXPECT_EQ(code_of_saving(folder.path().string()), EISDIR);
  EXPECT_EQ(code_of_saving(folder / "missing/song.wav"), ENOENT);
  EXPECT_EQ(code_of_saving(folder / "missing/"), ENOENT);
  EXPECT_EQ(code_of_saving(""), ENOENT);
}

TEST(atomic_save, takes_names_of_full_length) {
  const temporary_folder folder;
  std::string longest;
  for (int i = 0; i < 83; ++i) longest += "\xE9\x9F\xB3";  // 249 bytes of a three-byte character
  for (const std::string& name : {longest + ".wav", std::string("-.wav")}) {
    const std::string path = folder.path().string() + "/" + name;
    save(path, song(2, 1000), 48000);
    EXPECT_EQ(read_file(test_support::utf8_path(path)), wav_content()) << name;
  }
}

TEST(atomic_save, works_in_the_current_folder) {
  const temporary_folder folder;
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  save("song.wav", song(2, 1000), 48000);
  fs::current_path(before);
  EXPECT_THAT(folder.names(), ElementsAre("song.wav"));
}

TEST(atomic_save, ends_when_polled_to_and_leaves_nothing_behind) {
  for (const char* name : {"song.opus", "song.wav", "song.mp3"}) {
    const temporary_folder folder;
    const auto audio = song(2, 48000 * 10);
    ac::call_hooks hooks;
    hooks.poll = [](void*) { return true; };
    ac::audio_writer writer(folder / name, 48000, 2, {}, hooks);
    // The hook is asked every 20 ms at most, so a fast encoder may take several rounds.
    EXPECT_THROW(for (int round = 0; round < 1000; ++round) writer.write(audio.view()), ac::cancelled) << name;
    EXPECT_THAT(folder.names(), ElementsAre()) << name;
  }
}
