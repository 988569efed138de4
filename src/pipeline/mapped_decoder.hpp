#pragma once

#include <cstdint>
#include <memory>

#include <acestep_compat/core/audio_buffer.hpp>
#include <acestep_compat/core/audio_reader.hpp>

#include "codecs/decoder.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Frames per step of the pipeline: small enough that a block of every stage stays in the cache, and that a call can
/// be cancelled at once; large enough that the work per block does not count.
std::int64_t block_frames(std::int64_t num_channels) noexcept;

/// A decoder with the channel mapping behind it. Where nothing is to be mapped, it decodes into the caller's memory.
class mapped_decoder {
public:
  mapped_decoder(std::unique_ptr<decoder> source, channel_mode mode);

  decoder& source() noexcept { return *source_; }
  const decoder& source() const noexcept { return *source_; }
  std::int64_t num_channels() const noexcept { return mapped_channels(mode_, source_->info().num_channels); }

  /// As decoder::read, with num_channels() channels.
  std::int64_t read(audio_view output);

private:
  std::unique_ptr<decoder> source_;
  channel_mode mode_;
  audio_buffer block_;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
