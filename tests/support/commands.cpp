#include "support/commands.hpp"

#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <vector>

#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <windows.h>
#endif

#include "support/song.hpp"

namespace test_support {

namespace {

// run_in_shell runs a line of the shell in a folder and returns what it returned, 0 for success. The lines mean the
// same to every shell: a program, arguments without quotes, names of files in the folder. Standard error is discarded.

#ifdef _WIN32

// Wine's own function: starts a program of Linux, waits, and returns its exit code. On Windows it is missing.
using spawn_function = int(__cdecl*)(char* const* arguments, int wait);

spawn_function wine_spawn() {
  const FARPROC found = GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "__wine_unix_spawnvp");
  return reinterpret_cast<spawn_function>(reinterpret_cast<void*>(found));
}

int run_in_shell(const std::filesystem::path& folder, const std::string& line) {
  const spawn_function spawn = wine_spawn();
  if (spawn == nullptr) return std::system(("cd /d \"" + folder.string() + "\" && " + line + " 2> nul").c_str());
  // The encoders that the tests compare with are Linux's. Its root is Wine's drive Z.
  const std::string path = folder.generic_string();
  if (path.rfind("Z:/", 0) != 0) throw std::runtime_error("TMP must be a folder on Wine's drive Z, got " + path);
  std::string shell = "/bin/sh";
  std::string option = "-c";
  std::string in_folder = "cd '" + path.substr(2) + "' && " + line + " 2> /dev/null";
  char* const arguments[] = {shell.data(), option.data(), in_folder.data(), nullptr};
  return spawn(arguments, 1);
}

#else

int run_in_shell(const std::filesystem::path& folder, const std::string& line) {
  return std::system(("cd '" + folder.string() + "' && " + line + " 2> /dev/null").c_str());
}

#endif

}  // namespace

void run_command(const temporary_folder& folder, const std::string& command) {
  if (run_in_shell(folder.path(), command) != 0) throw std::runtime_error("this command failed: " + command);
}

void write_song_wav(const temporary_folder& folder, int sample_rate, int num_channels, int num_seconds) {
  std::filesystem::copy_file(song_path(), folder / "whole_song.mp3");
  run_command(folder, "ffmpeg -nostdin -v error -y -i whole_song.mp3 -t " + std::to_string(num_seconds) + " -ar " +
                          std::to_string(sample_rate) + " -ac " + std::to_string(num_channels) + " song.wav");
}

test_audio<float> decode_with_ffmpeg(const bytes& content, const std::string& extension, int num_channels) {
  const temporary_folder folder;
  const std::string name = "encoded." + extension;
  write_file(folder / name, content);
  run_command(folder, "ffmpeg -nostdin -v error -y -i " + name + " -f f32le decoded.f32");
  const bytes decoded = read_file(folder / "decoded.f32");
  std::vector<float> interleaved(decoded.size() / sizeof(float));
  std::memcpy(interleaved.data(), decoded.data(), interleaved.size() * sizeof(float));
  return from_interleaved(interleaved, num_channels, 48000);
}

}  // namespace test_support
