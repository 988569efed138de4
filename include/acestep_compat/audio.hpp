#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

#include <acestep_compat/core/audio_info.hpp>
#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/audio_writer.hpp>
#include <acestep_compat/core/error.hpp>
#include <acestep_compat/core/resampler.hpp>

/// Audio files in and out of tensors. Compiled by you against your own libtorch; the work is done by the compiled core.
///
/// Waveforms are float32 tensors [channels, frames] on the CPU, contiguous, with amplitudes in [-1, 1]; rates are in
/// Hz; offsets and lengths count frames (samples per channel). Paths are UTF-8 (any bytes on POSIX).

namespace acestep_compat {
inline namespace v0 {

/// A waveform [C, T] and its rate in Hz.
struct loaded_audio {
  at::Tensor waveform;
  int sample_rate = 0;
};

/// Loads a file, or the part of it that `options` names, and resamples it if `options.sample_rate` is not its own.
/// `num_threads` 0 means torch's own thread count. What can be decoded of a damaged file is returned, with a warning.
///
/// Throws io_error (no such file, no permission), decode_error (not audio), invalid_argument, cancelled.
///
/// Example: `auto [waveform, sample_rate] = load_audio_safe("song.mp3", {.sample_rate = 48000});`
loaded_audio load_audio_safe(cstring_view path, const load_options& options = {}, const call_hooks& hooks = {});
/// The same from any source of bytes: memory, a stream of your own.
loaded_audio load_audio_safe(audio_source& source, const load_options& options = {}, const call_hooks& hooks = {});

/// [2, T]: mono is duplicated; of more than two channels, left and right are taken (the first two; the first and the
/// third in Ogg Vorbis and Opus with 3 or with 5 to 8 channels). `options.channels` is ignored.
loaded_audio load_audio_safe_stereo(cstring_view path, const load_options& options = {}, const call_hooks& hooks = {});
/// [1, T]: the mean of the channels. `options.channels` is ignored.
loaded_audio load_audio_safe_mono(cstring_view path, const load_options& options = {}, const call_hooks& hooks = {});

/// Loads many files with `options.num_threads` threads in all, which are spent on files first. Every file is tried;
/// then the first error is thrown. Give `errors` to get one entry per file instead, null where it loaded; the waveform
/// of a file that did not load is an undefined tensor.
///
/// Example: `for (auto& [waveform, rate] : load_audio_safe_batch({"a.flac", "b.mp3"}, {.sample_rate = 16000})) ...`
std::vector<loaded_audio> load_audio_safe_batch(const std::vector<std::string>& paths, const load_options& options = {},
                                                std::vector<std::exception_ptr>* errors = nullptr,
                                                const call_hooks& hooks = {});

/// What a file holds, without decoding it. Throws io_error and decode_error.
///
/// Example: `const double seconds = get_audio_info("song.mp3").duration();`
audio_info get_audio_info(cstring_view path);
audio_info get_audio_info(audio_source& source);

/// Saves a tensor [T] or [C, T] on any device: a float type, uint8, int16 or int32. An integer of b bits means
/// amplitude x / 2^(b-1) (uint8: (x - 128) / 128). The format follows the extension unless `options.format` is set, the
/// encoding the tensor's type (see docs/saving.md). Saving is atomic: an error leaves the old file intact.
///
/// Throws invalid_argument (shape, type, a setting that the format does not support), io_error, encode_error.
///
/// Example: `save_audio_safe("song.flac", waveform, 48000, {.bits_per_sample = 16});`
void save_audio_safe(cstring_view path, const at::Tensor& waveform, int sample_rate, const writer_options& options = {},
                     const call_hooks& hooks = {});
/// The same into a sink of your own; `options.format` must be set.
void save_audio_safe(audio_sink& sink, const at::Tensor& waveform, int sample_rate, const writer_options& options,
                     const call_hooks& hooks = {});

/// Saves many files on torch's own thread count, one file per thread. `sample_rates` has one entry per file, or one for
/// all. Every file is tried; then the first error is thrown, or with `errors` all are reported, one entry per file.
void save_audio_safe_batch(const std::vector<std::string>& paths, const std::vector<at::Tensor>& waveforms,
                           const std::vector<int>& sample_rates, const writer_options& options = {},
                           std::vector<std::exception_ptr>* errors = nullptr, const call_hooks& hooks = {});

/// Resamples the last dimension of a floating-point tensor [..., T] to ceil(T * new_rate / orig_rate) frames. It works
/// in float32 on the CPU; the result has the input's device and type. Equal rates give the input itself.
///
/// Throws invalid_argument for rates <= 0, a ratio above 256, a tensor that is not floating point, and for one whose
/// gradient would be cut silently: call it under at::NoGradGuard or on `waveform.detach()`.
///
/// Example: `const at::Tensor speech = resample(waveform, 44100, 16000);`
at::Tensor resample(const at::Tensor& waveform, int orig_rate, int new_rate,
                    resample_quality quality = resample_quality::high, int num_threads = 0);

}  // namespace v0
}  // namespace acestep_compat

#include <acestep_compat/detail/audio_batch.hpp>
#include <acestep_compat/detail/audio_load.hpp>
#include <acestep_compat/detail/audio_save.hpp>
#include <acestep_compat/detail/resample.hpp>
