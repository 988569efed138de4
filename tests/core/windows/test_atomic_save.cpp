// Saving over a file that another program has open, which POSIX does not refuse.

#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <random>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <windows.h>

#include "support/atomic_saving.hpp"
#include "support/open_handle.hpp"
#include "support/song.hpp"
#include "support/temporary_folder.hpp"
#include "support/writing.hpp"

namespace ac = acestep_compat;
using test_support::bytes;
using test_support::code_of_saving;
using test_support::file_identity;
using test_support::old_content;
using test_support::open_handle;
using test_support::read_file;
using test_support::save;
using test_support::save_counting_warnings;
using test_support::song;
using test_support::temporary_folder;
using test_support::wav_content;
using test_support::write_file;
using testing::ElementsAre;

namespace {

using clock = std::chrono::steady_clock;

/// As a player has it.
open_handle hold(const std::string& path) {
  return open_handle(path, GENERIC_READ, FILE_SHARE_READ);
}

}  // namespace

TEST(windows_save, waits_for_a_program_that_holds_the_old_file_for_a_moment) {
  const temporary_folder folder;
  const std::string path = folder / "song.wav";
  write_file(path, old_content);
  const std::uint64_t before = file_identity(path);
  open_handle held = hold(path);
  std::thread player([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    held.close();
  });
  EXPECT_EQ(save_counting_warnings(path), 0);
  player.join();
  EXPECT_NE(file_identity(path), before) << "written into the old file";
  EXPECT_EQ(read_file(path), wav_content());
  EXPECT_THAT(folder.names(), ElementsAre("song.wav"));
}

TEST(windows_save, leaves_the_old_file_whole_when_it_is_held_for_longer) {
  const temporary_folder folder;
  const std::string path = folder / "song.wav";
  write_file(path, old_content);
  {
    const open_handle held = hold(path);
    const clock::time_point start = clock::now();
    EXPECT_EQ(code_of_saving(path), EACCES);
    const std::chrono::duration<double> waited = clock::now() - start;
    EXPECT_GE(waited.count(), 1.0);
    EXPECT_LT(waited.count(), 5.0);  // encoding included, on a busy machine
  }
  EXPECT_EQ(read_file(path), old_content);
  EXPECT_THAT(folder.names(), ElementsAre("song.wav"));
}

TEST(windows_save, writes_in_place_and_warns_where_the_file_stays_open_for_writing) {
  const temporary_folder folder;
  const std::string path = folder / "song.wav";
  write_file(path, old_content);
  const open_handle held(path, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE);
  EXPECT_EQ(save_counting_warnings(path), 1);
  EXPECT_EQ(read_file(path), wav_content());
  EXPECT_THAT(folder.names(), ElementsAre("song.wav"));
}

TEST(windows_save, respects_a_write_protected_file) {
  const temporary_folder folder;
  const std::string path = folder / "song.wav";
  write_file(path, old_content);
  const std::wstring wide = std::filesystem::path(path).wstring();
  ASSERT_TRUE(SetFileAttributesW(wide.c_str(), FILE_ATTRIBUTE_READONLY));
  EXPECT_EQ(code_of_saving(path), EACCES);
  SetFileAttributesW(wide.c_str(), FILE_ATTRIBUTE_NORMAL);
  EXPECT_EQ(read_file(path), old_content);
  EXPECT_THAT(folder.names(), ElementsAre("song.wav"));
}

TEST(windows_save, shows_a_whole_file_whenever_the_process_is_killed) {
  const auto first = song(2, 48000);
  const auto second = song(2, 30000);
  constexpr const char* variable = "ACESTEP_COMPAT_TEST_SAVES_TO";
  constexpr const wchar_t* saving = L"acestep_compat_test_saving";
  if (const char* path = std::getenv(variable)) {  // we are the process that is killed
    const open_handle started(OpenEventW(EVENT_MODIFY_STATE, FALSE, saving));
    for (;;) {
      save(path, second, 48000);
      save(path, first, 48000);
      SetEvent(started.get());
    }
  }
  const temporary_folder folder;
  const std::string path = folder / "song.wav";
  const open_handle started(CreateEventW(nullptr, FALSE, FALSE, saving));
  ASSERT_TRUE(SetEnvironmentVariableA(variable, path.c_str()));
  SetEnvironmentVariableA("GTEST_TOTAL_SHARDS", nullptr);  // a process of one test has no parts
  SetEnvironmentVariableA("GTEST_SHARD_INDEX", nullptr);
  wchar_t program[MAX_PATH];
  GetModuleFileNameW(nullptr, program, MAX_PATH);
  std::wstring command =
      L"tests --gtest_filter=windows_save.shows_a_whole_file_whenever_the_process_is_killed --gtest_brief=1";
  save(path, first, 48000);
  const bytes whole_first = read_file(path);
  save(path, second, 48000);
  const bytes whole_second = read_file(path);
  int replaced = 0;
  std::random_device random;
  for (int kill = 0; kill < 8; ++kill) {
    STARTUPINFOW startup{};
    startup.cb = sizeof startup;
    PROCESS_INFORMATION child{};
    ASSERT_TRUE(
        CreateProcessW(program, command.data(), nullptr, nullptr, FALSE, 0, nullptr, nullptr, &startup, &child));
    const open_handle process(child.hProcess);
    const open_handle thread(child.hThread);
    ASSERT_EQ(WaitForSingleObject(started.get(), 30000), WAIT_OBJECT_0) << "the child does not save";
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 20));
    ASSERT_TRUE(TerminateProcess(process.get(), 9));
    ASSERT_EQ(WaitForSingleObject(process.get(), 30000), WAIT_OBJECT_0);
    const bytes found = read_file(path);
    ASSERT_TRUE(found == whole_first || found == whole_second) << "kill " << kill << ": " << found.size() << " bytes";
    replaced += found == whole_first ? 1 : 0;
  }
  SetEnvironmentVariableA(variable, nullptr);
  EXPECT_GT(replaced, 0) << "no child ever came to a commit";
}
