#pragma once

// libsndfile used directly, without this library: an independent writer and reader.

#include <cstdint>
#include <iosfwd>
#include <stdexcept>
#include <string>
#include <vector>

#include <sndfile.h>

#include "support/temporary_folder.hpp"
#include "support/test_audio.hpp"

namespace test_support {

/// One way that audio is stored, and how libsndfile is asked to write it.
struct file_kind {
  const char* name;  ///< as a part of a test's name
  int sndfile_format;
  bool lossless = true;
  int num_channels = 2;
  int sample_rate = 48000;
};
std::ostream& operator<<(std::ostream& out, const file_kind& kind);

/// Every kind that libsndfile writes and this library reads.
const std::vector<file_kind>& every_kind();
const file_kind& kind_named(const std::string& name);

/// A file of that kind that holds a part of the song, written by libsndfile itself, with the title "A song".
bytes encode(const file_kind& kind, std::int64_t num_frames);

inline sf_count_t read_frames(SNDFILE* file, float* to, sf_count_t frames) {
  return sf_readf_float(file, to, frames);
}
inline sf_count_t read_frames(SNDFILE* file, double* to, sf_count_t frames) {
  return sf_readf_double(file, to, frames);
}
inline sf_count_t read_frames(SNDFILE* file, int* to, sf_count_t frames) {
  return sf_readf_int(file, to, frames);
}

/// What libsndfile reads of a file. Integers use all 32 bits.
template <typename Sample>
test_audio<Sample> read_reference(const std::string& path) {
  SF_INFO info{};
  SNDFILE* file = sf_open(path.c_str(), SFM_READ, &info);
  if (file == nullptr) throw std::runtime_error(std::string("libsndfile: ") + sf_strerror(nullptr));
  std::vector<Sample> samples;
  constexpr sf_count_t block = 4096;
  for (sf_count_t got = block; got == block;) {  // the header's count may be wrong
    const std::size_t done = samples.size();
    samples.resize(done + static_cast<std::size_t>(block * info.channels));
    got = read_frames(file, samples.data() + done, block);
    samples.resize(done + static_cast<std::size_t>(got * info.channels));
  }
  sf_close(file);
  return from_interleaved(samples, info.channels, info.samplerate);
}

/// Of a file that lies in memory.
template <typename Sample>
test_audio<Sample> read_reference(const bytes& content) {
  const temporary_folder folder;
  write_file(folder / "content", content);
  return read_reference<Sample>(folder / "content");
}

/// What libsndfile calls the format of a file: SF_INFO::format.
int reference_format(const std::string& path);
int reference_format(const bytes& content);

}  // namespace test_support
