#pragma once

#include <acestep_compat/core/audio_info.hpp>

#include "codecs/sndfile/sndfile_handle.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace sndfile {

/// What libsndfile reports, in our terms, without the tags. `num_frames` is -1 where libsndfile's count is not
/// reliable. Throws decode_error for a rate or a number of channels that no audio has.
audio_info sndfile_audio_info(const SF_INFO& format);

tag_list sndfile_tags(SNDFILE* file);

/// Whether reading after a seek gives what reading on to that frame would give.
bool sndfile_seeks_exactly(const SF_INFO& format) noexcept;

/// Opus is 48 kHz inside, whatever rate the header remembers; libsndfile would convert to that one.
void decode_opus_at_full_rate(SNDFILE* file, SF_INFO& format);

}  // namespace sndfile
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
