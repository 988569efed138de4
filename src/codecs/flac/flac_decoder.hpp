#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "codecs/decoder.hpp"
#include "codecs/flac/frame.hpp"
#include "codecs/flac/frame_finder.hpp"
#include "codecs/flac/metadata.hpp"
#include "io/byte_window.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

/// Decodes FLAC (RFC 9639). Samples lie where the frame numbers put them: what damage destroyed becomes silence, so
/// that what follows keeps its place.
class flac_decoder final : public decoder {
public:
  /// `source` must outlive the decoder. Reads the metadata; throws decode_error if it is not that of a FLAC stream.
  /// `format` is what the stream was taken out of.
  flac_decoder(audio_source& source, bool with_tags, audio_format format = audio_format::flac);

  std::int64_t read(audio_view output) override;
  std::int64_t read_integers(integer_view output) override;
  void seek(std::int64_t frame) override;
  cstring_view damage() const noexcept override { return damage_; }

private:
  explicit flac_decoder(const flac_decoder& other);

  std::unique_ptr<decoder> make_fork() override;

  /// A place where a frame begins.
  struct mark {
    std::uint64_t offset;  ///< in bytes
    std::int64_t sample;
  };

  template <typename Sample>
  std::int64_t read_samples(basic_audio_view<Sample> output);
  std::int64_t find_num_frames();
  mark find_mark(std::int64_t target);
  bool next_block();
  bool decode_next_run();
  bool skip_damage();
  void forget_frames() noexcept;
  void begin_block(std::int64_t num_frames, bool is_silence) noexcept;
  void report(const char* what);

  audio_source* source_;
  byte_window window_;
  stream_info stream_;
  frame_finder finder_;
  frame_clock clock_;
  std::array<frame_samples, max_frames_at_once> frames_;  // decoded together
  std::string damage_;

  std::uint64_t offset_ = 0;  // of the next frame, in bytes
  // The decoded frame (or silence) that read() takes from: samples [block_begin_, block_end_), up to position_ taken.
  std::int64_t block_begin_ = 0;
  std::int64_t block_end_ = 0;
  std::int64_t position_ = 0;
  bool is_silence_ = false;
  std::size_t frame_ = 0;           // of frames_, the one that the block is (or that follows the silence)
  std::size_t num_frames_ = 0;      // how many of frames_ are decoded
  std::int64_t numbering_gap_ = 0;  // how far the frame numbers are ahead of the samples that came
};

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
