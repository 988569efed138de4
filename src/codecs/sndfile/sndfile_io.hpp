#pragma once

#include <cstdint>
#include <exception>

#include <acestep_compat/core/audio_source.hpp>

#include "codecs/sndfile/sndfile_handle.hpp"
#include "io/byte_store.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace sndfile {

/// Lets libsndfile read a source, or write to a store. What these throw cannot pass through C: the first exception is
/// kept, everything after it is swallowed (libsndfile does not always look at what a write returns), and `rethrow`
/// throws it.
class sndfile_io {
public:
  /// Writes go nowhere.
  sndfile_io() noexcept = default;
  explicit sndfile_io(audio_source& source) noexcept : source_(&source) {}
  explicit sndfile_io(byte_store& store) noexcept : store_(&store) {}

  /// Opens from the beginning, to read a source or to write; null on failure (then `sf_strerror(nullptr)` says why).
  /// The handle refers to this object.
  sndfile_handle open(SF_INFO& format);

  /// To be called after each call of libsndfile. After an error, nothing reaches the store any more.
  void rethrow();
  /// From now on, writes go nowhere.
  void detach() noexcept { store_ = nullptr; }

  std::int64_t position() const noexcept { return position_; }

private:
  friend struct sndfile_callbacks;

  std::uint64_t size();
  std::size_t read(void* destination, std::size_t count);

  audio_source* source_ = nullptr;
  byte_store* store_ = nullptr;
  std::int64_t position_ = 0;
  std::exception_ptr failure_;
};

}  // namespace sndfile
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
