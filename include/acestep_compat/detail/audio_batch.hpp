#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <acestep_compat/audio.hpp>
#include <acestep_compat/core/batch.hpp>
#include <acestep_compat/core/error.hpp>
#include <acestep_compat/detail/tensor.hpp>
#include <acestep_compat/detail/thread_count.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

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

inline void require_one_per_path(const char* name, std::size_t count, std::size_t num_paths) {
  if (count == num_paths) return;
  throw invalid_argument((std::string(name) + " must have one entry per path (" + std::to_string(num_paths) +
                          "), got " + std::to_string(count))
                             .c_str());
}

/// Saves each tensor under its path; all of them must outlive the object.
class batch_save final : public file_work {
public:
  batch_save(const std::vector<std::string>& paths, const std::vector<at::Tensor>& waveforms,
             const std::vector<int>& sample_rates, const writer_options& options)
      : paths_(paths), waveforms_(waveforms), sample_rates_(sample_rates), options_(options) {
    require_one_per_path("waveforms", waveforms.size(), paths.size());
    if (sample_rates.size() != 1) require_one_per_path("sample_rates", sample_rates.size(), paths.size());
  }

  void run(std::int64_t index, const call_hooks& hooks) override {
    const auto place = static_cast<std::size_t>(index);
    const int sample_rate = sample_rates_[sample_rates_.size() == 1 ? 0 : place];
    save_audio_safe(paths_[place], waveforms_[place], sample_rate, options_, hooks);
  }

private:
  const std::vector<std::string>& paths_;
  const std::vector<at::Tensor>& waveforms_;
  const std::vector<int>& sample_rates_;
  const writer_options& options_;
};

}  // namespace detail

inline std::vector<loaded_audio> load_audio_safe_batch(const std::vector<std::string>& paths,
                                                       const load_options& options,
                                                       std::vector<std::exception_ptr>* errors,
                                                       const call_hooks& hooks) {
  batch_options batch;
  batch.load = options;
  batch.load.num_threads = detail::torch_thread_count(options.num_threads);
  batch.max_bytes = std::numeric_limits<std::int64_t>::max();  // all of them are wanted
  const std::vector<cstring_view> names(paths.begin(), paths.end());
  batch_loader loader(names.data(), static_cast<std::int64_t>(names.size()), batch, hooks);

  std::vector<loaded_audio> loaded(paths.size());
  std::vector<std::exception_ptr> failures(paths.size());
  for (batch_result result; loader.next(result);) {
    const auto place = static_cast<std::size_t>(result.index);
    failures[place] = result.failure;
    if (result.failure != nullptr) continue;
    loaded[place] = {detail::to_tensor(std::move(result.audio.samples)), result.audio.sample_rate};
  }
  detail::report(std::move(failures), errors);
  return loaded;
}

inline void save_audio_safe_batch(const std::vector<std::string>& paths, const std::vector<at::Tensor>& waveforms,
                                  const std::vector<int>& sample_rates, const writer_options& options,
                                  std::vector<std::exception_ptr>* errors, const call_hooks& hooks) {
  detail::batch_save work(paths, waveforms, sample_rates, options);
  std::vector<std::exception_ptr> failures(paths.size());
  for_each_file(static_cast<std::int64_t>(paths.size()), work, failures.data(), detail::torch_thread_count(0), hooks);
  detail::report(std::move(failures), errors);
}

}  // namespace v0
}  // namespace acestep_compat
