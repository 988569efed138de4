#include "support/shell.hpp"

#include <cstdlib>
#include <stdexcept>

#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#endif

namespace test_support {

#ifdef _WIN32

namespace {

// Wine's own function: starts a program of Linux, waits, and returns its exit code. Windows has none.
using spawn_function = int(__cdecl*)(char* const* arguments, int wait);

spawn_function wine_spawn() {
  const FARPROC found = GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "__wine_unix_spawnvp");
  return reinterpret_cast<spawn_function>(reinterpret_cast<void*>(found));
}

}  // namespace

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

}  // namespace test_support
