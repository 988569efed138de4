#pragma once

#include <cstdint>
#include <exception>

#include <acestep_compat/core/audio_source.hpp>

#include "codecs/sndfile/sndfile_handle.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Lets libsndfile read an audio_source. What a source throws cannot pass through C: it is kept, the read ends as at
/// the end of the file, and `rethrow` throws it afterwards.
class sndfile_input {
public:
  explicit sndfile_input(audio_source& source) noexcept : source_(source) {}

  /// Opens from the beginning; null on failure (then `sf_strerror(nullptr)` says why). The handle refers to this
  /// object.
  sndfile_handle open(SF_INFO& format);

  /// To be called after each call of libsndfile.
  void rethrow();

private:
  friend struct sndfile_callbacks;

  audio_source& source_;
  std::int64_t position_ = 0;
  std::exception_ptr failure_;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
