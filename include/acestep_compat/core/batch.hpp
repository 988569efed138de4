#pragma once

#include <cstdint>
#include <exception>
#include <memory>

#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/audio_source.hpp>
#include <acestep_compat/core/call_hooks.hpp>
#include <acestep_compat/core/export.hpp>

namespace acestep_compat {
inline namespace v0 {

struct batch_options {
  /// How each file is loaded; `num_threads` counts the threads of the whole batch. They are spent on files first: a
  /// file gets more than one of them only when there are fewer files than threads.
  load_options load;
  /// Whether results come in the order of the files, or as they are ready.
  bool ordered = true;
  /// How many bytes of samples may be loaded ahead of the consumer; one file is always allowed.
  std::int64_t max_bytes = std::int64_t{256} << 20;
};

/// The result for one file: its samples, or what was thrown.
struct batch_result {
  std::int64_t index = -1;
  loaded_buffer audio;
  std::exception_ptr failure;  ///< null when `audio` is there
};

/// The files of a batch. `open` is called from several threads at once, once for each index, and may throw anything,
/// which becomes the `failure` of that file.
class ACESTEP_COMPAT_API batch_files {
public:
  batch_files() noexcept = default;
  batch_files(const batch_files&) = delete;
  batch_files& operator=(const batch_files&) = delete;
  virtual ~batch_files();

  virtual std::int64_t size() const = 0;
  virtual std::unique_ptr<audio_source> open(std::int64_t index) = 0;
};

/// Loads many files on threads of its own, ahead of the consumer but within a bound of memory. The threads end with
/// the last result, with `close`, or with the object. In a child process of `fork` they do not exist: `next` throws
/// there.
///
/// Example:
///   batch_loader loader(paths, num_paths);
///   batch_result result;
///   while (loader.next(result)) {
///     if (result.failure == nullptr) consume(result.index, result.audio);
///   }
class ACESTEP_COMPAT_API batch_loader {
public:
  /// The texts of `paths` are copied. Throws invalid_argument. Warnings of all files reach `hooks.warn`, and
  /// `hooks.poll` is asked, while `next` runs, on its thread.
  batch_loader(const cstring_view* paths, std::int64_t num_paths, const batch_options& options = {},
               const call_hooks& hooks = {});
  /// `files` must outlive the object.
  explicit batch_loader(batch_files& files, const batch_options& options = {}, const call_hooks& hooks = {});
  batch_loader(batch_loader&&) noexcept;
  batch_loader& operator=(batch_loader&&) noexcept;
  ~batch_loader();

  /// Waits for the next file and returns it in `result`; false when none is left. Throws cancelled, and error in a
  /// forked child.
  bool next(batch_result& result);

  /// Ends all work and waits for the threads; `next` then returns false.
  void close() noexcept;

private:
  struct state;
  std::unique_ptr<state> state_;
};

/// What is to be done with each of many files, such as saving it.
class ACESTEP_COMPAT_API file_work {
public:
  file_work() noexcept = default;
  file_work(const file_work&) = delete;
  file_work& operator=(const file_work&) = delete;
  virtual ~file_work();

  /// Called from several threads at once, once for each index; may throw what it likes. `hooks` is for the calls that
  /// it makes: their warnings reach those of `for_each_file`, and they end when the whole is cancelled.
  virtual void run(std::int64_t index, const call_hooks& hooks) = 0;
};

/// Runs `work` for every index in [0, num_files) on up to `num_threads` threads (0: one per CPU), the caller's among
/// them; no thread outlives the call. What a file's work throws is put into `failures`, an array of `num_files`, null
/// for a file that succeeded, and the others go on. `hooks` are called on this thread: warnings in the order of the
/// files, when all are done. Throws invalid_argument, and cancelled when `hooks.poll` says so.
ACESTEP_COMPAT_API void for_each_file(std::int64_t num_files, file_work& work, std::exception_ptr* failures,
                                      int num_threads = 0, const call_hooks& hooks = {});

}  // namespace v0
}  // namespace acestep_compat
