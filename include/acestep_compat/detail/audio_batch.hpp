#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <acestep_compat/audio.hpp>
#include <acestep_compat/core/error.hpp>
#include <acestep_compat/detail/thread_count.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Calls `work(index)` for every index in [0, count) on up to `num_threads` threads, the caller's among them, and
/// returns one exception per index, null where there was none. No thread outlives the call.
template <typename Work>
std::vector<std::exception_ptr> for_each_index(std::size_t count, std::size_t num_threads, const Work& work) {
  std::vector<std::exception_ptr> errors(count);
  std::atomic<std::size_t> next{0};
  const auto take_turns = [&] {
    for (std::size_t index = next++; index < count; index = next++) {
      try {
        work(index);
      } catch (...) {
        errors[index] = std::current_exception();
      }
    }
  };
  std::vector<std::thread> helpers;
  helpers.reserve(num_threads);
  try {
    while (helpers.size() + 1 < std::min(num_threads, count)) helpers.emplace_back(take_turns);
  } catch (const std::system_error&) {
    // Fewer threads than wanted: those that started do the work.
  }
  take_turns();
  for (std::thread& helper : helpers) helper.join();
  return errors;
}

/// Hands the errors to the caller who asked for them, else throws the first.
inline void report(std::vector<std::exception_ptr> found, std::vector<std::exception_ptr>* errors) {
  if (errors != nullptr) {
    *errors = std::move(found);
    return;
  }
  for (const std::exception_ptr& error : found) {
    if (error) std::rethrow_exception(error);
  }
}

}  // namespace detail

inline std::vector<loaded_audio> load_audio_safe_batch(const std::vector<std::string>& paths,
                                                       const load_options& options,
                                                       std::vector<std::exception_ptr>* errors) {
  const int num_threads = detail::torch_thread_count(options.num_threads);
  if (num_threads < 0) {
    throw invalid_argument(("num_threads must be >= 0, got " + std::to_string(num_threads)).c_str());
  }
  load_options each = options;
  each.num_threads = std::max(1, num_threads / std::max(1, static_cast<int>(paths.size())));
  std::vector<loaded_audio> loaded(paths.size());
  detail::report(
      detail::for_each_index(paths.size(), num_threads,
                             [&](std::size_t index) { loaded[index] = load_audio_safe(paths[index], each); }),
      errors);
  return loaded;
}

inline void save_audio_safe_batch(const std::vector<std::string>& paths, const std::vector<at::Tensor>& waveforms,
                                  const std::vector<int>& sample_rates, const writer_options& options,
                                  std::vector<std::exception_ptr>* errors) {
  const auto check_count = [&](const char* name, std::size_t count) {
    if (count == paths.size()) return;
    throw invalid_argument((std::string(name) + " must have one entry per path (" + std::to_string(paths.size()) +
                            "), got " + std::to_string(count))
                               .c_str());
  };
  check_count("waveforms", waveforms.size());
  if (sample_rates.size() != 1) check_count("sample_rates", sample_rates.size());
  detail::report(detail::for_each_index(paths.size(), static_cast<std::size_t>(detail::torch_thread_count(0)),
                                        [&](std::size_t index) {
                                          const int rate = sample_rates[sample_rates.size() == 1 ? 0 : index];
                                          save_audio_safe(paths[index], waveforms[index], rate, options);
                                        }),
                 errors);
}

}  // namespace v0
}  // namespace acestep_compat
