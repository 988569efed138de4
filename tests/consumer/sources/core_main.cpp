// A program that uses the core alone: converts a song to mono at 16 kHz and reads its own output back.
#include <cstdio>

#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/audio_writer.hpp>
#include <acestep_compat/core/error.hpp>

namespace ac = acestep_compat;

std::int64_t frames_of(const char* path);  // core_other.cpp

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto source = ac::audio_source::open_file(argv[1]);
  ac::load_options options;
  options.sample_rate = 16000;
  options.channels = ac::channel_mode::mono;
  options.num_frames = 480000;
  const ac::loaded_buffer loaded = ac::load_audio(*source, options);
  ac::audio_writer writer(argv[2], loaded.sample_rate, loaded.samples.num_channels(), {});
  const std::int64_t num_frames = loaded.samples.num_frames();
  writer.write(loaded.samples.view());
  writer.commit();
  std::printf("%lld frames\n", static_cast<long long>(num_frames));
  if (num_frames != 160000 || frames_of(argv[2]) != num_frames) return 1;
  try {
    frames_of("no such file.wav");
  } catch (const ac::io_error& failure) {  // thrown by the library, caught by its user
    std::puts(failure.what());
    return 0;
  }
  return 1;
}
