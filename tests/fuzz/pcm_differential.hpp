#pragma once

#include <cstddef>
#include <cstdint>

#include "codecs/codec.hpp"

/// Decodes a hostile file of PCM with the own codec: it must neither crash nor disagree with itself, and for files
/// whose structure leaves no room for two readings, it must give libsndfile's samples. Aborts where it fails.
void check_pcm(const std::uint8_t* data, std::size_t size, acestep_compat::detail::content_type content,
               const acestep_compat::detail::codec& own);
