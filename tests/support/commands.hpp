#pragma once

#include <cstdint>
#include <string>

#include "support/bytes.hpp"
#include "support/temporary_folder.hpp"
#include "support/test_audio.hpp"

namespace test_support {

/// Runs a command, whose files it names relative to `folder` and without quotes; throws std::runtime_error with the
/// command unless it succeeds. A missing tool is a failure.
void run_command(const temporary_folder& folder, const std::string& command);

/// `num_seconds` of the song as the 16-bit WAV file song.wav in `folder`, made by the ffmpeg program.
void write_song_wav(const temporary_folder& folder, int sample_rate, int num_channels, int num_seconds);

/// What the ffmpeg program decodes of a file, at the file's own rate (which is not reported): an independent reference
/// for lossy formats.
test_audio<float> decode_with_ffmpeg(const bytes& content, const std::string& extension, int num_channels);

}  // namespace test_support
