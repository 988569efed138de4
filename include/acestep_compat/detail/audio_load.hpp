#pragma once

#include <utility>

#include <acestep_compat/audio.hpp>
#include <acestep_compat/core/audio_source.hpp>
#include <acestep_compat/detail/tensor.hpp>
#include <acestep_compat/detail/thread_count.hpp>

namespace acestep_compat {
inline namespace v0 {

inline loaded_audio load_audio_safe(audio_source& source, const load_options& options, const call_hooks& hooks) {
  load_options with_threads = options;
  with_threads.num_threads = detail::torch_thread_count(options.num_threads);
  loaded_buffer loaded = load_audio(source, with_threads, hooks);
  return {detail::to_tensor(std::move(loaded.samples)), loaded.sample_rate};
}

inline loaded_audio load_audio_safe(cstring_view path, const load_options& options, const call_hooks& hooks) {
  return load_audio_safe(*audio_source::open_file(path), options, hooks);
}

inline loaded_audio load_audio_safe_stereo(cstring_view path, const load_options& options, const call_hooks& hooks) {
  load_options stereo = options;
  stereo.channels = channel_mode::stereo;
  return load_audio_safe(path, stereo, hooks);
}

inline loaded_audio load_audio_safe_mono(cstring_view path, const load_options& options, const call_hooks& hooks) {
  load_options mono = options;
  mono.channels = channel_mode::mono;
  return load_audio_safe(path, mono, hooks);
}

inline audio_info get_audio_info(audio_source& source) {
  return read_audio_info(source);
}

inline audio_info get_audio_info(cstring_view path) {
  return read_audio_info(*audio_source::open_file(path));
}

}  // namespace v0
}  // namespace acestep_compat
