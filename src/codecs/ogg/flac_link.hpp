#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include <acestep_compat/core/audio_info.hpp>

#include "codecs/decoder.hpp"
#include "codecs/ogg/index.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

/// One link of FLAC in Ogg, for ogg_decoder: its packets, joined, are a FLAC stream.
class flac_link {
public:
  static constexpr std::string_view identification = "\x7f\x46LAC";
  static constexpr bool can_fork = true;
  static constexpr bool has_integers = true;

  /// Null where the link is not such a stream. Reads all its pages, and makes it end where another stream begins.
  /// Throws decode_error.
  static std::unique_ptr<flac_link> open(page_reader& pages, ogg_link& link, bool with_tags);

  const audio_info& info() const noexcept { return stream_->info(); }
  cstring_view damage() const noexcept { return stream_->damage(); }
  std::int64_t read(audio_view output) { return stream_->read(output); }
  std::int64_t read_integers(integer_view output) { return stream_->read_integers(output); }
  void seek(std::int64_t frame) { stream_->seek(frame); }
  std::unique_ptr<flac_link> fork() { return std::unique_ptr<flac_link>(new flac_link(stream_->fork())); }

private:
  explicit flac_link(std::unique_ptr<decoder> stream) noexcept : stream_(std::move(stream)) {}

  std::unique_ptr<decoder> stream_;
};

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
