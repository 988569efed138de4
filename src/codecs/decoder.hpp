#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include <acestep_compat/core/audio_info.hpp>
#include <acestep_compat/core/audio_source.hpp>
#include <acestep_compat/core/audio_view.hpp>
#include <acestep_compat/core/call_hooks.hpp>

#include "formats/mean_bit_rate.hpp"
#include "samples/integer_sample.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// One audio stream being decoded to planar float at the file's own rate and channels. Every codec implements this;
/// channel mapping, resampling and threads are the pipeline's.
class decoder {
public:
  decoder() noexcept = default;
  decoder(const decoder&) = delete;
  decoder& operator=(const decoder&) = delete;
  virtual ~decoder() = default;

  /// Rate, channels, format; `num_frames` is the most that `read` gives, or -1 if it is known only after decoding.
  const audio_info& info() const noexcept { return info_; }

  /// Fills `info().bit_rate`, where the codec does not know it, with the mean of a file of `source_bytes`.
  void complete_bit_rate(std::uint64_t source_bytes) noexcept {
    if (info_.bit_rate == 0) info_.bit_rate = mean_bit_rate(source_bytes, info_);
  }

  /// Decodes the next frames into `output` (as many channels as the file has) and returns how many: fewer than asked
  /// for, and then 0, only at the end of what can be decoded. Damage inside sets `damage()` and is not thrown.
  virtual std::int64_t read(audio_view output) = 0;

  /// As `read`, but as integers: those of PCM and FLAC exactly, whatever their depth; amplitudes of other codecs are
  /// rounded, and clipped to [-1, 1).
  virtual std::int64_t read_integers(integer_view output);

  /// Continues at `frame` in [0, num_frames], exactly: what is read then equals, bit for bit, what sequential
  /// reading gives. May decode and drop frames (pre-roll) for that.
  virtual void seek(std::int64_t frame) = 0;

  /// A second decoder over the same source at frame 0, so that another thread can decode another segment; null when
  /// the codec does not make equality with sequential decoding provable.
  std::unique_ptr<decoder> fork() {
    auto forked = make_fork();
    if (forked == nullptr) return nullptr;
    forked->kept_ = kept_;
    forked->info_.backend = info_.backend;
    return forked;
  }

  /// Why the stream ended early or what was skipped ("" if nothing): one clause without the file's name.
  virtual cstring_view damage() const noexcept { return ""; }

  /// Keeps `source`, which this decoder reads, as long as it or a fork of it exists.
  void keep(std::shared_ptr<audio_source> source) { kept_.push_back(std::move(source)); }

  /// Sets `info().backend` to `name`, the name of the codec that opened the stream.
  void set_backend(cstring_view name) noexcept { info_.backend = name; }

protected:
  audio_info info_;

private:
  virtual std::unique_ptr<decoder> make_fork() { return nullptr; }

  std::vector<std::shared_ptr<audio_source>> kept_;
};

/// Decodes `source` with the codecs that claim its content, in order; the first that opens it wins, and one that is not
/// the first is reported as a fallback. Throws decode_error listing every codec's reason.
std::unique_ptr<decoder> open_decoder(audio_source& source, const call_hooks& hooks, bool with_tags);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
