#pragma once

#include <cstdint>
#include <string>

#include "support/decoding.hpp"
#include "support/temporary_folder.hpp"

namespace test_support {

/// Runs a command, whose files it names relative to `folder` and without quotes; throws std::runtime_error with the
/// command unless it succeeds. A missing tool is a failure.
void run_command(const temporary_folder& folder, const std::string& command);

/// `num_seconds` of the song as the 16-bit WAV file song.wav in `folder`, made by the ffmpeg program.
void write_song_wav(const temporary_folder& folder, int sample_rate, int num_channels, int num_seconds);

/// What the ffmpeg program decodes of a file: an independent reference for lossy formats.
planar decode_with_ffmpeg(const bytes& content, const std::string& extension, int num_channels);

/// Signal to noise ratio in dB of `test` against `reference` over all channels; they must have the same shape.
double snr_db(const planar& reference, const planar& test);

}  // namespace test_support
