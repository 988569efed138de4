#pragma once

#include <cstdint>
#include <memory>

#include <acestep_compat/core/audio_info.hpp>

#include "codecs/encoding_plan.hpp"
#include "io/byte_store.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// One file being encoded from interleaved samples at its own rate and channels, all of one type. Conversion of
/// samples, blocks and resampling are the business of encode/. Every error of the store is thrown by the call in which
/// it happened, or by the next one.
class encoder {
public:
  encoder() noexcept = default;
  encoder(const encoder&) = delete;
  encoder& operator=(const encoder&) = delete;
  /// Discards the encoding if `finish` was not called; the store gets no more bytes.
  virtual ~encoder() = default;

  /// Integers are left-justified in 32 bits.
  virtual void write(const std::int32_t* interleaved, std::int64_t num_frames) = 0;
  virtual void write(const float* interleaved, std::int64_t num_frames) = 0;
  virtual void write(const double* interleaved, std::int64_t num_frames) = 0;
  /// Completes the encoding: the store then holds the whole file.
  virtual void finish() = 0;
};

/// An encoder into `store`, which must outlive it. Throws encode_error when this machine does not encode the format.
std::unique_ptr<encoder> open_encoder(byte_store& store, const encoding_plan& plan, const tag_list* tags);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
