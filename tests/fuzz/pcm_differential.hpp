#pragma once

#include <cstddef>
#include <cstdint>

/// Decodes a hostile WAV, W64 or AIFF file with the own backend: it must neither crash nor disagree with itself, and
/// for files whose structure leaves no room for two readings, it must give libsndfile's samples. Aborts where it fails.
void check_pcm(const std::uint8_t* data, std::size_t size);
