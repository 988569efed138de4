#pragma once

#include <sys/wait.h>
#include <unistd.h>

namespace test_support {

/// Runs `action` in a forked child, whose limits, user or umask may then change, and returns its result (0..255), or
/// -1 if it ended otherwise.
template <typename Action>
int in_child(Action action) {
  const pid_t child = ::fork();
  if (child == 0) {
    int code = 255;
    try {
      code = action();
    } catch (...) {
    }
    ::_exit(code);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace test_support
