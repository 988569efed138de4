// What a UTF-8 path becomes. Needs no such file, drive or server.

#include <cerrno>
#include <string>

#include <gtest/gtest.h>

#include <acestep_compat/core/error.hpp>

#include "io/wide_path.hpp"

namespace ac = acestep_compat;
using ac::detail::is_device_path;
using ac::detail::wide_path;

namespace {

const std::string long_name(300, 'n');
const std::wstring long_wide_name(300, L'n');

}  // namespace

TEST(windows_path, becomes_utf_16) {
  EXPECT_EQ(wide_path("C:\\música_音楽_🎵.wav"), L"C:\\m\u00FAsica_\u97F3\u697D_\U0001F3B5.wav");
  EXPECT_EQ(wide_path(""), L"");
}

TEST(windows_path, is_left_as_it_is_while_it_is_short) {
  for (const char* path :
       {"song.wav", "a/b/../song.wav", "C:song.wav", "C:/songs/song.wav", "\\\\server\\share\\s.wav"}) {
    EXPECT_EQ(wide_path(path), std::wstring(path, path + std::string(path).size()));
  }
}

TEST(windows_path, gets_the_prefix_for_long_paths_on_a_drive) {
  EXPECT_EQ(wide_path("C:\\" + long_name), L"\\\\?\\C:\\" + long_wide_name);
  EXPECT_EQ(wide_path("C:/songs/./more/../" + long_name + "/song.wav"),
            L"\\\\?\\C:\\songs\\" + long_wide_name + L"\\song.wav");
}

TEST(windows_path, gets_the_prefix_for_long_paths_on_a_server) {
  const std::wstring expected = L"\\\\?\\UNC\\server\\share\\" + long_wide_name + L"\\song.wav";
  EXPECT_EQ(wide_path("\\\\server\\share\\" + long_name + "\\song.wav"), expected);
  EXPECT_EQ(wide_path("//server/share/" + long_name + "/song.wav"), expected);
}

TEST(windows_path, becomes_absolute_when_it_is_long_and_relative) {
  const std::wstring wide = wide_path(long_name + "/song.wav");
  EXPECT_EQ(wide.rfind(L"\\\\?\\", 0), 0u);
  EXPECT_EQ(wide.substr(wide.size() - 310), L"\\" + long_wide_name + L"\\song.wav");
}

TEST(windows_path, counts_utf_16_units_and_not_bytes) {
  std::string path = "C:\\";
  for (int i = 0; i < 200; ++i) path += "音";  // 603 bytes, 203 units
  EXPECT_EQ(wide_path(path).size(), 203u);
}

TEST(windows_path, stays_as_it_is_with_a_prefix) {
  for (const std::string& path :
       {std::string("\\\\.\\pipe\\song"), "\\\\?\\C:\\" + long_name, "\\\\?\\UNC\\server\\share\\" + long_name}) {
    EXPECT_EQ(wide_path(path), std::wstring(path.begin(), path.end()));
  }
  EXPECT_TRUE(is_device_path(L"\\\\.\\pipe\\song"));
  EXPECT_FALSE(is_device_path(L"\\\\?\\C:\\song"));
  EXPECT_FALSE(is_device_path(L"\\\\server\\share\\song"));
}

TEST(windows_path, must_be_utf_8) {
  try {
    wide_path("caf\xE9.wav");
    FAIL() << "no error";
  } catch (const ac::io_error& failure) {
    EXPECT_EQ(failure.code(), EINVAL);
  }
}

TEST(windows_path, must_not_be_the_name_of_a_device) {
  for (const char* path :
       {"CON", "con", "NUL", "PRN", "AUX", "COM1", "LPT1", "aux.wav", "C:\\songs\\nul", "songs/con.wav"}) {
    try {
      wide_path(path);
      FAIL() << path << " was taken";
    } catch (const ac::invalid_argument& failure) {
      EXPECT_NE(std::string(failure.what()).find(path), std::string::npos) << failure.what();
    }
  }
  for (const char* path : {"console.wav", "nullify", "aux1.wav", "my.aux", "COM.wav"}) EXPECT_NO_THROW(wide_path(path));
}
