// A second file with the same headers: nothing may be defined twice.
#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/audio_writer.hpp>

std::int64_t frames_of(const char* path) {
  return acestep_compat::read_audio_info(*acestep_compat::audio_source::open_file(path)).num_frames;
}
