#pragma once

#include <string_view>
#include <vector>

#include <acestep_compat/core/audio_source.hpp>

#include "codecs/source_parts.hpp"

namespace acestep_compat::inline v0::detail::ogg {

/// Whether several streams run at once, as sound beside pictures: then all their first pages come first (RFC 3533,
/// section 4).
bool is_multiplexed(audio_source& source);

/// The pages of the stream whose first packet begins with `identification`: of several at once the first one, of those
/// that follow each other all. Reads the whole source.
std::vector<byte_range> find_pages(audio_source& source, std::string_view identification);

/// What these pages carry: their packets without the pages' heads.
std::vector<byte_range> find_payload(audio_source& source, std::string_view identification);

}  // namespace acestep_compat::inline v0::detail::ogg
