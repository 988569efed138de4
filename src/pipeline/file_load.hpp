#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <acestep_compat/core/audio_reader.hpp>

#include "base/poller.hpp"
#include "codecs/decoder.hpp"
#include "pipeline/load_plan.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// One load of a file: opened, so that its size is known before its memory is taken, and then run.
class file_load {
public:
  /// Checks the options and opens the file; `source` and what `hooks` refers to must outlive the object.
  file_load(audio_source& source, const load_options& options, const call_hooks& hooks);

  /// How much memory the result is expected to take, in bytes.
  std::int64_t expected_bytes() const noexcept;

  /// May be called once.
  loaded_buffer run();

private:
  audio_buffer load_in_order();
  audio_buffer load_in_segments(const std::vector<std::int64_t>& starts);
  std::vector<std::int64_t> segments() const;
  void report(const decoder& ended, std::int64_t num_frames);

  audio_source& source_;
  call_hooks hooks_;
  poller poll_;
  int num_threads_ = 1;
  std::unique_ptr<decoder> input_;
  load_plan plan_;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
