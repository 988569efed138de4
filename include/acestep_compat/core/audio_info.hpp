#pragma once

#include <cstdint>

#include <acestep_compat/core/audio_source.hpp>
#include <acestep_compat/core/cstring_view.hpp>
#include <acestep_compat/core/export.hpp>

namespace acestep_compat {
inline namespace v0 {

/// Container formats that the core reads and writes. `ogg` is Ogg Vorbis (or FLAC in Ogg), `opus` is Ogg Opus.
enum class audio_format { unknown, wav, rf64, w64, flac, ogg, opus, mp3, aiff, au, caf };

/// How samples are coded, in the words of torchaudio's AudioMetaData.
enum class audio_encoding { unknown, pcm_s, pcm_u, pcm_f, flac, vorbis, opus, mp3, ulaw, alaw, adpcm, gsm };

/// "wav", "flac", ... ; "unknown".
ACESTEP_COMPAT_API cstring_view to_string(audio_format format) noexcept;
/// "PCM_S", "PCM_U", "PCM_F", "FLAC", "VORBIS", "OPUS", "MP3", "ULAW", "ALAW", "ADPCM", "GSM"; "UNKNOWN".
ACESTEP_COMPAT_API cstring_view to_string(audio_encoding encoding) noexcept;

/// Sets the format or encoding that `text` names, in any case; false, and nothing set, if none has that name.
ACESTEP_COMPAT_API bool parse(cstring_view text, audio_format& format) noexcept;
ACESTEP_COMPAT_API bool parse(cstring_view text, audio_encoding& encoding) noexcept;

/// Text tags of a file, in the file's order; a value type. Keys are lower case ("title", "artist", "album", "date",
/// "comment", "genre", "tracknumber", "copyright", "software", "license").
class ACESTEP_COMPAT_API tag_list {
public:
  tag_list() noexcept = default;
  tag_list(const tag_list& other);
  tag_list(tag_list&& other) noexcept;
  tag_list& operator=(tag_list other) noexcept;
  ~tag_list();

  std::int64_t size() const noexcept;
  cstring_view key(std::int64_t index) const noexcept;    ///< index in [0, size())
  cstring_view value(std::int64_t index) const noexcept;  ///< index in [0, size())
  void add(cstring_view key, cstring_view value);

private:
  struct storage;
  storage* storage_ = nullptr;
};

/// What a file holds, found without decoding it.
struct audio_info {
  int sample_rate = 0;          ///< Hz; always 48000 for Opus
  std::int64_t num_frames = 0;  ///< samples per channel: what loading gives for an undamaged file
  int num_channels = 0;
  audio_format format = audio_format::unknown;
  audio_encoding encoding = audio_encoding::unknown;
  int bits_per_sample = 0;  ///< real depth for PCM and FLAC, 8 for u-law/A-law, 0 for lossy
  /// bit/s: of uncompressed samples and of MP3 what the header says (the mean of a variable one where it says that),
  /// else the mean over the whole file; 0: not known.
  std::int64_t bit_rate = 0;
  /// How many frames of codec delay lie before the first one that loading gives, where an MP3's encoder wrote it down
  /// (its delay and the decoder's); 0 for everything else.
  std::int64_t priming_frames = 0;
  cstring_view backend;  ///< the backend that reads it: a static text ("wav", "flac", "mpg123", "sndfile", ...)
  tag_list tags;

  double duration() const noexcept {  ///< seconds
    return sample_rate > 0 ? static_cast<double>(num_frames) / sample_rate : 0.0;
  }
};

/// Reads the header (and scans frame headers where the header does not give the length); decodes nothing.
/// Throws io_error and decode_error. Tags are read only when `with_tags`.
///
/// Example: `auto info = read_audio_info(*audio_source::open_file("song.mp3"));`
ACESTEP_COMPAT_API audio_info read_audio_info(audio_source& source, bool with_tags = true);

}  // namespace v0
}  // namespace acestep_compat
