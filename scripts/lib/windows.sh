# The part `windows` of scripts/test: the core for Windows x64, cross-built, run by Wine.

test_windows() {
  local tests=build/windows-mingw/tests/core/acestep_compat_core_tests.exe
  need_windows_root
  need_wine
  trap stop_wine EXIT
  cmake -B build/windows-mingw --preset windows-mingw >/dev/null
  cmake --build build/windows-mingw -j "$jobs" --target acestep_compat_core acestep_compat_core_tests -- --quiet
  check_exports build/windows-mingw/src/libacestep_compat.dll
  check_tests_are_the_same '(^|/)(posix|windows)_' on_windows "$tests"
  run_in_shards on_windows "$tests"
}
