#pragma once

#include <cstdint>
#include <memory>

#include <acestep_compat/core/audio_info.hpp>

#include "encode/encoding_plan.hpp"
#include "io/byte_store.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Encodes interleaved samples through libsndfile into a byte sink. Every error of the sink is thrown by the call in
/// which it happened, or by the next one: libsndfile itself forgets those of the end of an encoding.
class sndfile_encoder {
public:
  /// `sink` must outlive the encoder. Throws encode_error when this machine's libsndfile lacks the format.
  sndfile_encoder(byte_store& store, const encoding_plan& plan, const tag_list* tags);
  /// Gives the encoding up if `finish` was not called; the sink gets no more bytes.
  ~sndfile_encoder();

  /// Integers are left-justified in 32 bits.
  void write(const std::int32_t* interleaved, std::int64_t num_frames);
  void write(const float* interleaved, std::int64_t num_frames);
  void write(const double* interleaved, std::int64_t num_frames);
  /// Completes the encoding. The sink then holds the whole file.
  void finish();

private:
  struct state;
  std::unique_ptr<state> state_;
};

/// Whether this machine's libsndfile writes the format at all: MP3 and Opus are build options of it.
bool sndfile_writes(audio_format format) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
