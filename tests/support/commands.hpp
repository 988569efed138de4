#pragma once

#include <cstdint>
#include <string>

#include "support/decoding.hpp"

namespace test_support {

/// Runs a shell command; throws std::runtime_error with the command unless it succeeds. A missing tool is a failure.
void run_command(const std::string& command);

/// `num_seconds` of the song as a 16-bit WAV file at `path`, made by the ffmpeg program.
void write_song_wav(const std::string& path, int sample_rate, int num_channels, int num_seconds);

/// What the ffmpeg program decodes of a file: an independent reference for lossy formats.
planar decode_with_ffmpeg(const bytes& content, const std::string& extension, int num_channels);

/// Signal to noise ratio in dB of `test` against `reference` over all channels; they must have the same shape.
double snr_db(const planar& reference, const planar& test);

}  // namespace test_support
