#pragma once

#include <cstdint>

#include "support/pcm.hpp"

namespace test_support {

/// `num_frames` frames of the song from `first` (in frames at 48 kHz), rounded to `bits` bits. More than two channels
/// are mixtures and delayed copies of the song's two.
pcm song_pcm(int num_channels, int bits, std::int64_t num_frames, std::int64_t first = 480000);

}  // namespace test_support
