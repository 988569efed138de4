#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "codecs/backend.hpp"

/// Opens one container, as backend::open does.
using pcm_opener = std::unique_ptr<acestep_compat::detail::decoder>(acestep_compat::audio_source&,
                                                                    const acestep_compat::detail::open_request&);

/// Decodes a hostile file of PCM with the own backend: it must neither crash nor disagree with itself, and for files
/// whose structure leaves no room for two readings, it must give libsndfile's samples. Aborts where it fails.
void check_pcm(const std::uint8_t* data, std::size_t size, acestep_compat::detail::content_type content,
               pcm_opener* open);
