#pragma once

#include <memory>

#include <acestep_compat/core/cstring_view.hpp>
#include <acestep_compat/core/export.hpp>

namespace acestep_compat {
inline namespace v0 {

/// What a warning is about.
enum class warning_kind {
  fallback,    ///< another backend had to be used than the first one for the format
  damaged,     ///< the file is truncated or damaged; the samples that could be decoded were returned
  not_atomic,  ///< a save could not be atomic (hard links, a folder that cannot be written to, ...)
};

/// "fallback", "damaged", "not_atomic". `parse` takes them in any case, and is false, with nothing set, for any other
/// text.
ACESTEP_COMPAT_API cstring_view to_string(warning_kind kind) noexcept;
ACESTEP_COMPAT_API bool parse(cstring_view text, warning_kind& kind) noexcept;

/// A warning as the handler sees it; the texts live as long as the call of the handler.
struct warning {
  warning_kind kind;
  cstring_view message;  ///< one whole sentence that names the file
  cstring_view source;   ///< the file's path or name
  cstring_view backend;  ///< the backend that was used in the end
  cstring_view reason;   ///< why, without the file's name: what warnings are counted by
};

/// A warning with texts of its own: for handlers that keep it. Copies share the texts.
///
/// Example: `log.push_back(owned_warning(what)); ... log[0].view().message`
class ACESTEP_COMPAT_API owned_warning {
public:
  explicit owned_warning(const warning& what);

  /// Its texts live as long as this object or a copy of it.
  const warning& view() const noexcept;

private:
  struct storage;
  std::shared_ptr<const storage> storage_;
};

/// How a call reports to its caller while it runs. All members may be null. Plain pointers, so that it crosses the
/// compiled boundary. `poll` and `warn` are called from the thread that made the call only.
struct call_hooks {
  void* user = nullptr;
  /// Called for each warning; null means the process-wide handler (`set_warning_handler`).
  void (*warn)(const warning& what, void* user) = nullptr;
  /// Called at least every 0.1 s of work; returning true ends the call with `cancelled`.
  bool (*poll)(void* user) = nullptr;
};

/// Sets the handler for warnings of calls that have no `warn` of their own, and returns the previous handler.
/// Null restores the default: one line on standard error. Thread-safe.
using warning_handler = void (*)(const warning& what);
ACESTEP_COMPAT_API warning_handler set_warning_handler(warning_handler handler) noexcept;

}  // namespace v0
}  // namespace acestep_compat
