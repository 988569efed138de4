#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include <acestep_compat/core/audio_info.hpp>
#include <acestep_compat/core/audio_view.hpp>
#include <acestep_compat/core/call_hooks.hpp>
#include <acestep_compat/core/cstring_view.hpp>
#include <acestep_compat/core/export.hpp>

namespace acestep_compat {
inline namespace v0 {

/// What becomes of NaN and infinite samples in integer and lossy files (float files store them as they are).
enum class nonfinite_policy {
  raise,  ///< invalid_argument that names the first one's channel and frame
  zero,   ///< NaN becomes 0, infinity full scale
};

/// "raise", "zero". `parse` takes them in any case, and is false, with nothing set, for any other text.
ACESTEP_COMPAT_API cstring_view to_string(nonfinite_policy policy) noexcept;
ACESTEP_COMPAT_API bool parse(cstring_view text, nonfinite_policy& policy) noexcept;

/// How much an encoder may spend: a bit rate, a level or a variable quality, or what is usual for the format.
///
/// Example: `options.rate = rate_control::bit_rate(320000);`
class rate_control {
public:
  enum class kind { unset, bit_rate, level, vbr_quality };

  /// The format's default (docs/saving.md).
  constexpr rate_control() noexcept = default;
  /// bit/s of all channels together, > 0: lossy formats.
  static constexpr rate_control bit_rate(int bits_per_second) noexcept {
    return {kind::bit_rate, 1.0 * bits_per_second};
  }
  /// FLAC 0..8; Vorbis quality -1..10; MP3 as sox: positive is constant kbit/s, negative -q is quality Vq.
  static constexpr rate_control level(double value) noexcept { return {kind::level, value}; }
  /// MP3 of variable bit rate, V0 (best) to V9, fractions allowed.
  static constexpr rate_control vbr_quality(double value) noexcept { return {kind::vbr_quality, value}; }

  constexpr kind what() const noexcept { return kind_; }
  constexpr double value() const noexcept { return value_; }

private:
  constexpr rate_control(kind what, double value) noexcept : kind_(what), value_(value) {}
  kind kind_ = kind::unset;
  double value_ = 0.0;
};

/// Settings, each of which some formats support; one that is left alone is the format's default (docs/saving.md).
struct writer_options {
  audio_format format = audio_format::unknown;        ///< unknown: by the path's extension
  audio_encoding encoding = audio_encoding::unknown;  ///< unknown: the format's default for the sample type
  int bits_per_sample = 0;                            ///< 0: the default for the sample type
  rate_control rate = {};
  nonfinite_policy nonfinite = nonfinite_policy::raise;
  const tag_list* tags = nullptr;
};

/// The format of an extension, with or without its dot and in any case ("flac", ".OGA", "vorbis");
/// unknown if none.
ACESTEP_COMPAT_API audio_format format_from_extension(cstring_view extension) noexcept;

/// The bit rate that MP3 has at `sample_rate` Hz (one of MP3's) and that is nearest to `bit_rate`, both in bit/s. The
/// fraction of a kbit/s does not count; of two that are equally near it is the lower one.
ACESTEP_COMPAT_API int nearest_mp3_bit_rate(int sample_rate, int bit_rate) noexcept;

/// Takes the finished bytes of an encoder that does not write to a path.
class ACESTEP_COMPAT_API audio_sink {
public:
  audio_sink() noexcept = default;
  audio_sink(const audio_sink&) = delete;
  audio_sink& operator=(const audio_sink&) = delete;
  virtual ~audio_sink();
  /// Takes the next `count` bytes, all of them, or throws.
  virtual void write(const void* data, std::size_t count) = 0;
};

/// Encodes blocks of samples into a file. Nothing appears under the path before `commit()`; a writer that is
/// destroyed without it leaves the old file intact and no temporary file behind.
///
/// An encoding or depth that was left open is chosen by the first block's sample type.
///
/// Example:
///   audio_writer writer("out.flac", 48000, 2, {});
///   writer.write(buffer.view());
///   writer.commit();
class ACESTEP_COMPAT_API audio_writer {
public:
  /// Throws invalid_argument for settings that the format does not support, io_error when the folder cannot be used.
  audio_writer(cstring_view path, int sample_rate, std::int64_t num_channels, const writer_options& options,
               const call_hooks& hooks = {});
  /// Encodes in memory and hands the bytes to `sink` at `commit()`; `options.format` must be given.
  audio_writer(audio_sink& sink, int sample_rate, std::int64_t num_channels, const writer_options& options,
               const call_hooks& hooks = {});
  audio_writer(audio_writer&&) noexcept;
  audio_writer& operator=(audio_writer&&) noexcept;
  ~audio_writer();

  /// Appends frames; every block must have the same channels and sample type.
  void write(const sample_view& samples);
  /// Finishes the encoding and puts the file in its place. Throws the first error of any write.
  void commit();
  /// Discards the encoding and leaves nothing behind, as the destructor does.
  void discard() noexcept;

private:
  struct state;
  std::unique_ptr<state> state_;
};

/// Whether the libraries of this machine read and write a format, and which library does it.
struct format_support {
  audio_format format = audio_format::unknown;
  bool reads = false;
  bool writes = false;
  cstring_view reader;  ///< backend name, empty if it does not read
  cstring_view writer;
};

/// What this machine's libraries do, a row for each format; a value type.
///
/// Example: `const format_list formats = supported_formats(); formats.at(0).format` is `audio_format::wav`.
class ACESTEP_COMPAT_API format_list {
public:
  std::int64_t size() const noexcept;
  format_support at(std::int64_t index) const;  ///< index in [0, size())
};

ACESTEP_COMPAT_API format_list supported_formats() noexcept;

}  // namespace v0
}  // namespace acestep_compat
