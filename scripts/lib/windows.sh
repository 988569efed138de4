# The part `windows` of scripts/test: the core for Windows x64, cross-built, run by Wine.

# names_of_tests TEST_PROGRAM: one a line, sorted, without those of tests/core/posix and tests/core/windows.
names_of_tests() {
  "$@" --gtest_list_tests | tr -d '\r' | awk '
    /^[^ ]*\.( |$)/ { suite = $1 }
    /^  / && suite !~ /(^|\/)(posix|windows)_/ { print suite $1 }' |
    LC_ALL=C sort
}

# Windows runs the tests that Linux runs, beside those of its own.
check_tests_are_the_same() {
  local linux=build/torch/tests/core/acestep_compat_core_tests
  if [[ ! -x $linux ]]; then
    linux=build/dev/tests/core/acestep_compat_core_tests
    configure_and_build build/dev --preset dev
  fi
  names_of_tests "$linux" >build/tests-linux
  names_of_tests "$@" >build/tests-windows
  diff build/tests-linux build/tests-windows || fail "The tests on Linux and Windows are not the same"
  echo "$(wc -l <build/tests-linux) tests are those of Linux"
}

test_windows() {
  local tests=build/windows-mingw/tests/core/acestep_compat_core_tests.exe
  need_windows_root
  need_wine
  trap stop_wine EXIT
  cmake -B build/windows-mingw --preset windows-mingw >/dev/null
  cmake --build build/windows-mingw -j "$jobs" --target acestep_compat_core acestep_compat_core_tests -- --quiet
  check_exports build/windows-mingw/src/libacestep_compat.dll
  check_tests_are_the_same on_windows "$tests"
  run_in_shards on_windows "$tests"
}
