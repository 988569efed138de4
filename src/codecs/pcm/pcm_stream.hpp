#pragma once

#include <cstdint>
#include <optional>

#include <acestep_compat/core/audio_info.hpp>

#include "base/bytes.hpp"
#include "io/byte_window.hpp"
#include "samples/sample_coding.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace pcm {

/// What a header says about the PCM samples after it.
struct pcm_stream {
  audio_info info;  ///< num_frames: how many frames the file really holds
  sample_coding coding = sample_coding::s16;
  byte_order order = byte_order::little;
  std::uint64_t data_offset = 0;      ///< bytes
  std::int64_t promised_frames = -1;  ///< of a header whose file is too short for them; -1 if it is not
};

/// The parsers return nothing for headers that they do not fully understand: libsndfile reads those files. Tags are
/// read only when `with_tags`. Throw io_error.
std::optional<pcm_stream> parse_wav(byte_window& source, bool with_tags);   ///< RIFF, RIFX, RF64
std::optional<pcm_stream> parse_w64(byte_window& source);                   ///< has no tags
std::optional<pcm_stream> parse_aiff(byte_window& source, bool with_tags);  ///< AIFF, AIFC
std::optional<pcm_stream> parse_caf(byte_window& source, bool with_tags);
std::optional<pcm_stream> parse_au(byte_window& source);  ///< its text has no keys: no tags

/// Completes a stream whose `data_offset`, `coding` and channels are set: as many whole frames as lie between the
/// offset and the end of the file, at most `data_bytes` long. `known_length`: `data_bytes` is meant, not a streaming
/// writer's placeholder.
void set_length(pcm_stream& stream, std::uint64_t source_size, std::uint64_t data_bytes, bool known_length);

/// The encoding and depth in torchaudio's words.
void set_coding(pcm_stream& stream, sample_coding coding, byte_order order);

}  // namespace pcm
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
