#include "support/libsndfile.hpp"

#include <algorithm>
#include <ostream>
#include <stdexcept>

#include "support/song.hpp"

namespace test_support {

std::ostream& operator<<(std::ostream& out, const file_kind& kind) {
  return out << kind.name;
}

const std::vector<file_kind>& every_kind() {
  static const std::vector<file_kind> kinds{
      {"wav_pcm_16", SF_FORMAT_WAV | SF_FORMAT_PCM_16},
      {"wav_pcm_u8", SF_FORMAT_WAV | SF_FORMAT_PCM_U8},
      {"wav_pcm_24", SF_FORMAT_WAV | SF_FORMAT_PCM_24},
      {"wav_pcm_32", SF_FORMAT_WAV | SF_FORMAT_PCM_32},
      {"wav_float", SF_FORMAT_WAV | SF_FORMAT_FLOAT},
      {"wav_double", SF_FORMAT_WAV | SF_FORMAT_DOUBLE},
      {"wav_ulaw", SF_FORMAT_WAV | SF_FORMAT_ULAW},
      {"wav_alaw", SF_FORMAT_WAV | SF_FORMAT_ALAW},
      {"wav_ima_adpcm", SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM},
      {"wav_ms_adpcm", SF_FORMAT_WAV | SF_FORMAT_MS_ADPCM},
      {"wav_gsm", SF_FORMAT_WAV | SF_FORMAT_GSM610, true, 1, 8000},
      {"wav_big_endian", SF_FORMAT_WAV | SF_FORMAT_PCM_16 | SF_ENDIAN_BIG},
      {"wav_extensible_6_channels", SF_FORMAT_WAVEX | SF_FORMAT_PCM_24, true, 6},
      {"wav_mono", SF_FORMAT_WAV | SF_FORMAT_PCM_16, true, 1},
      {"rf64_pcm_16", SF_FORMAT_RF64 | SF_FORMAT_PCM_16},
      {"w64_pcm_24", SF_FORMAT_W64 | SF_FORMAT_PCM_24},
      {"w64_float", SF_FORMAT_W64 | SF_FORMAT_FLOAT},
      {"flac_16", SF_FORMAT_FLAC | SF_FORMAT_PCM_16},
      {"flac_24", SF_FORMAT_FLAC | SF_FORMAT_PCM_24},
      {"flac_mono", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, true, 1},
      {"vorbis", SF_FORMAT_OGG | SF_FORMAT_VORBIS, false},
      {"opus", SF_FORMAT_OGG | SF_FORMAT_OPUS, false},
      {"mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, false},
      {"mp3_mono_24k", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, false, 1, 24000},
      {"aiff_pcm_16", SF_FORMAT_AIFF | SF_FORMAT_PCM_16},
      {"aiff_pcm_24", SF_FORMAT_AIFF | SF_FORMAT_PCM_24},
      {"aiff_float", SF_FORMAT_AIFF | SF_FORMAT_FLOAT},
      {"aiff_little_endian", SF_FORMAT_AIFF | SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE},
      {"au_pcm_16", SF_FORMAT_AU | SF_FORMAT_PCM_16},
      {"au_little_endian", SF_FORMAT_AU | SF_FORMAT_PCM_24 | SF_ENDIAN_LITTLE},
      {"au_ulaw", SF_FORMAT_AU | SF_FORMAT_ULAW},
      {"au_g721", SF_FORMAT_AU | SF_FORMAT_G721_32, true, 1, 8000},
      {"caf_pcm_16", SF_FORMAT_CAF | SF_FORMAT_PCM_16},
      {"caf_float", SF_FORMAT_CAF | SF_FORMAT_FLOAT},
      {"caf_little_endian", SF_FORMAT_CAF | SF_FORMAT_PCM_24 | SF_ENDIAN_LITTLE},
      {"caf_alaw", SF_FORMAT_CAF | SF_FORMAT_ALAW, true, 1},
      {"caf_alac", SF_FORMAT_CAF | SF_FORMAT_ALAC_16},
      {"nist_sphere", SF_FORMAT_NIST | SF_FORMAT_PCM_16, true, 1, 16000},
      {"voc", SF_FORMAT_VOC | SF_FORMAT_PCM_16},
  };
  return kinds;
}

const file_kind& kind_named(const std::string& name) {
  const auto found =
      std::find_if(every_kind().begin(), every_kind().end(), [&](const file_kind& kind) { return name == kind.name; });
  if (found == every_kind().end()) throw std::runtime_error("no kind of file is called " + name);
  return *found;
}

bytes encode(const file_kind& kind, std::int64_t num_frames) {
  const test_audio<float> audio = song(kind.num_channels, num_frames);
  std::vector<float> interleaved(audio.samples.size());
  for (std::int64_t channel = 0; channel < audio.num_channels; ++channel) {
    for (std::int64_t frame = 0; frame < num_frames; ++frame) {
      interleaved[static_cast<std::size_t>(frame * audio.num_channels + channel)] = audio.at(channel, frame);
    }
  }
  const temporary_folder folder;
  SF_INFO info{};
  info.samplerate = kind.sample_rate;
  info.channels = kind.num_channels;
  info.format = kind.sndfile_format;
  SNDFILE* file = sf_open((folder / "file").c_str(), SFM_WRITE, &info);
  if (file == nullptr) throw std::runtime_error(sf_strerror(nullptr));
  sf_command(file, SFC_SET_CLIPPING, nullptr, SF_TRUE);
  sf_set_string(file, SF_STR_TITLE, "A song");
  // In pieces: libsndfile's Vorbis encoder puts the whole of one call on the stack.
  constexpr std::int64_t piece = 4096;
  for (std::int64_t first = 0; first < num_frames; first += piece) {
    const std::int64_t count = std::min(piece, num_frames - first);
    sf_writef_float(file, interleaved.data() + first * kind.num_channels, count);
  }
  sf_close(file);
  return read_file(folder / "file");
}

int reference_format(const std::string& path) {
  SF_INFO info{};
  SNDFILE* file = sf_open(path.c_str(), SFM_READ, &info);
  if (file == nullptr) throw std::runtime_error(std::string("libsndfile: ") + sf_strerror(nullptr));
  sf_close(file);
  return info.format;
}

int reference_format(const bytes& content) {
  const temporary_folder folder;
  write_file(folder / "content", content);
  return reference_format(folder / "content");
}

}  // namespace test_support
