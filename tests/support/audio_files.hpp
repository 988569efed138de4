#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "support/song.hpp"

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

/// What sf_readf_float gives for a whole file, planar.
planar_audio<float> read_with_libsndfile(const bytes& file);

}  // namespace test_support
