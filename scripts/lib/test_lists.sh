# The core has the same tests on every system.

# names_of_tests TEST_PROGRAM: one a line, sorted, without the values of their parameters, which hold addresses.
names_of_tests() {
  "$@" --gtest_list_tests | tr -d '\r' | awk '/^[^ ]/ { suite = $1 } /^  / { print suite $1 }' | LC_ALL=C sort
}

# check_tests_are_the_same EXCEPT TEST_PROGRAM...: the tests of another system's program are those of Linux, except the
# ones whose names match the regular expression EXCEPT.
check_tests_are_the_same() {
  local except=$1 build=build/torch
  shift
  [[ -f $build/build.ninja ]] || build=build/dev
  cmake --preset "${build#build/}" >/dev/null
  cmake --build "$build" -j "$jobs" --target acestep_compat_core_tests -- --quiet
  names_of_tests "$build/tests/core/acestep_compat_core_tests" | grep -Ev "$except" >build/tests-here
  names_of_tests "$@" | grep -Ev "$except" >build/tests-there
  diff build/tests-here build/tests-there || fail "The tests differ from those of Linux"
  echo "$(wc -l <build/tests-here) tests, the same as on Linux"
}
