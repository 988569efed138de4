#pragma once

#include <sndfile.h>

#include <acestep_compat/core/audio_info.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace sndfile {

// What formats, encodings and tags are called here and in libsndfile, in both directions.

/// An encoding and its depth in bits (0 for lossy codecs).
struct sample_format {
  audio_encoding encoding = audio_encoding::unknown;
  int bits_per_sample = 0;
};

/// The `SF_INFO::format` of a container with these samples; 0 where libsndfile does not support it.
int sndfile_format(audio_format format, sample_format samples) noexcept;

/// The container that an `SF_INFO::format` names; unknown for those that only libsndfile knows.
audio_format container_of(int sndfile_format) noexcept;

/// The samples that an `SF_INFO::format` names.
sample_format samples_of(int sndfile_format) noexcept;

/// The number of a tag's text (SF_STR_*); 0 where libsndfile does not support it.
int sndfile_string(cstring_view tag_key) noexcept;

}  // namespace sndfile
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
