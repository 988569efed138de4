// Names and files that only Windows has.

#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <windows.h>

#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/audio_source.hpp>
#include <acestep_compat/core/error.hpp>

#include "support/atomic_saving.hpp"
#include "support/loading.hpp"
#include "support/open_handle.hpp"
#include "support/temporary_folder.hpp"
#include "support/test_audio.hpp"
#include "support/writing.hpp"

namespace ac = acestep_compat;
namespace fs = std::filesystem;
using test_support::alphabet;
using test_support::bytes;
using test_support::code_of_opening;
using test_support::code_of_saving;
using test_support::open_handle;
using test_support::read;
using test_support::save_counting_warnings;
using test_support::temporary_folder;
using test_support::wav_content;

namespace {

void expect_saved_and_loaded(const std::string& path) {
  EXPECT_EQ(save_counting_warnings(path), 0);
  EXPECT_EQ(save_counting_warnings(path), 0) << "over the file that is there";
  const auto source = ac::audio_source::open_file(path);
  bytes found(static_cast<std::size_t>(source->size()));
  ASSERT_EQ(source->read_at(0, found.data(), found.size()), found.size());
  EXPECT_EQ(found, wav_content());
  EXPECT_EQ(ac::read_audio_info(*source).num_frames, 1000);
  EXPECT_EQ(ac::load_audio(*source).samples.num_frames(), 1000);
}

/// A pipe with a name, of which this process is the server.
std::string pipe_name() {
  return "\\\\.\\pipe\\acestep_compat_test_" + std::to_string(GetCurrentProcessId());
}

open_handle create_pipe(DWORD direction) {
  return open_handle(
      CreateNamedPipeA(pipe_name().c_str(), direction, PIPE_TYPE_BYTE | PIPE_WAIT, 1, 65536, 65536, 0, nullptr));
}

}  // namespace

TEST(windows_file, is_saved_and_loaded_under_a_name_in_any_script) {
  const temporary_folder folder;
  for (const char* name : {"música_音楽_🎵.wav", "Привет.wav", "a b'c (1).wav"}) {
    const std::string path = folder.path().string() + "\\" + name;
    expect_saved_and_loaded(path);
    EXPECT_TRUE(fs::exists(test_support::utf8_path(path))) << path;
  }
}

TEST(windows_file, is_saved_and_loaded_under_a_path_of_more_than_260_characters) {
  const temporary_folder folder;
  const std::string first = folder.path().string() + "\\" + std::string(200, 'a');
  const std::string deep = first + "\\" + std::string(200, 'b');
  const auto prefixed = [](const std::string& path) { return L"\\\\?\\" + test_support::utf8_path(path).wstring(); };
  ASSERT_TRUE(CreateDirectoryW(prefixed(first).c_str(), nullptr));
  ASSERT_TRUE(CreateDirectoryW(prefixed(deep).c_str(), nullptr));
  expect_saved_and_loaded(deep + "\\song.wav");
  expect_saved_and_loaded(fs::path(deep).generic_string() + "/song.wav");
  EXPECT_EQ(code_of_saving(deep), EISDIR);
  EXPECT_TRUE(DeleteFileW(prefixed(deep + "\\song.wav").c_str()));
  EXPECT_TRUE(RemoveDirectoryW(prefixed(deep).c_str())) << "something was left behind";
  EXPECT_TRUE(RemoveDirectoryW(prefixed(first).c_str()));
}

TEST(windows_file, is_found_from_the_working_folder_of_its_drive) {
  const temporary_folder folder;
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  const std::string drive = folder.path().root_name().string();
  expect_saved_and_loaded(drive + "song.wav");
  fs::current_path(before);
  EXPECT_THAT(folder.names(), testing::ElementsAre("song.wav"));
}

TEST(windows_file, refuses_the_name_of_a_device_at_once) {
  const temporary_folder folder;
  for (const std::string& path : {std::string("CON"), std::string("NUL"), folder / "aux.wav"}) {
    EXPECT_THROW(ac::audio_source::open_file(path), ac::invalid_argument) << path;
    EXPECT_THROW(save_counting_warnings(path), ac::invalid_argument) << path;
  }
}

TEST(windows_file, refuses_forbidden_characters_in_a_name) {
  const temporary_folder folder;
  EXPECT_EQ(code_of_saving(folder / "what?.wav"), EINVAL);
  EXPECT_EQ(code_of_saving(folder / "a<b>.wav"), EINVAL);
}

TEST(windows_file, refuses_a_folder_and_a_name_too_long) {
  const temporary_folder folder;
  test_support::write_file(folder / "file", alphabet);
  EXPECT_THAT(code_of_saving(folder / "file/song.wav"), testing::AnyOf(ENOENT, ENOTDIR));
  EXPECT_THAT(code_of_saving(folder / std::string(300, 'a')), testing::AnyOf(EINVAL, ENOENT, ENAMETOOLONG));
}

TEST(windows_file, reports_that_another_program_keeps_it_for_itself) {
  const temporary_folder folder;
  test_support::write_file(folder / "letters", alphabet);
  const open_handle held(folder / "letters", GENERIC_READ | GENERIC_WRITE, 0);
  EXPECT_EQ(code_of_opening(folder / "letters"), EACCES);
}

TEST(windows_file, may_be_replaced_and_deleted_by_others_while_it_is_read) {
  const temporary_folder folder;
  test_support::write_file(folder / "letters", alphabet);
  const auto source = ac::audio_source::open_file(folder / "letters");
  EXPECT_TRUE(fs::remove(folder / "letters"));
  EXPECT_EQ(read(*source, 3, 4), "defg");
}

TEST(windows_file, is_read_and_written_byte_for_byte) {
  // As text, "\r\n" would become "\n", and the byte 26 would end the file.
  const temporary_folder folder;
  const bytes content{'a', '\r', '\n', 26, '\n', 0, '\r', 'z'};
  test_support::write_file(folder / "bytes", content);
  EXPECT_EQ(read(*ac::audio_source::open_file(folder / "bytes"), 0, 100), std::string(content.begin(), content.end()));
  test_support::test_audio<std::int16_t> audio{1, 4, {0x0A0A, 0x0D0A, 0x1A1A, 0x0A0D}};
  test_support::save(folder / "bytes.wav", audio, 8000);
  EXPECT_EQ(test_support::read_file(folder / "bytes.wav"), test_support::encode(audio, 8000, test_support::as_wav()));
}

TEST(windows_file, reads_a_pipe_whole) {
  bytes much(3000000);
  for (std::size_t i = 0; i < much.size(); ++i) much[i] = static_cast<unsigned char>(i * 7 >> 3);
  open_handle pipe = create_pipe(PIPE_ACCESS_OUTBOUND);
  std::thread writer([&] {
    ConnectNamedPipe(pipe.get(), nullptr);
    DWORD written = 0;
    WriteFile(pipe.get(), much.data(), static_cast<DWORD>(much.size()), &written, nullptr);
    pipe.close();
  });
  const auto source = ac::audio_source::open_file(pipe_name());
  writer.join();
  ASSERT_EQ(source->size(), much.size());
  EXPECT_EQ(bytes(source->memory(), source->memory() + source->size()), much);
}

TEST(windows_file, writes_to_a_pipe) {
  const open_handle pipe = create_pipe(PIPE_ACCESS_INBOUND);
  bytes received;
  std::thread reader([&] {
    ConnectNamedPipe(pipe.get(), nullptr);
    unsigned char block[4096];
    DWORD got = 0;
    while (ReadFile(pipe.get(), block, sizeof block, &got, nullptr))
      received.insert(received.end(), block, block + got);
  });
  EXPECT_EQ(save_counting_warnings(pipe_name()), 1);
  reader.join();
  EXPECT_EQ(received, wav_content());
}
