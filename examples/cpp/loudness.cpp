// Measures how loud a song is and saves it at full scale:  loudness song.mp3 normalised.flac

#include <cmath>
#include <cstdio>
#include <exception>

#include <acestep_compat/acestep_compat.hpp>

namespace ac = acestep_compat;

namespace {

double decibels(double amplitude) {
  return 20.0 * std::log10(amplitude);
}

void normalise(const char* input, const char* output) {
  const ac::audio_info info = ac::get_audio_info(input);  // decodes nothing
  std::printf("%s: %s, %d Hz, %d channels, %.1f s\n", input, ac::to_string(info.encoding).c_str(), info.sample_rate,
              info.num_channels, info.duration());

  auto [waveform, sample_rate] = ac::load_audio_safe_stereo(input, {.sample_rate = 48000});
  const double peak = waveform.abs().max().item<double>();
  const double rms = waveform.square().mean().sqrt().item<double>();
  std::printf("peak %.1f dBFS, RMS %.1f dBFS\n", decibels(peak), decibels(rms));

  if (peak > 0.0) waveform.div_(peak);
  ac::save_audio_safe(output, waveform, sample_rate, {.bits_per_sample = 24});
  std::printf("%s: saved\n", output);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s INPUT OUTPUT\n", argv[0]);
    return 2;
  }
  try {
    normalise(argv[1], argv[2]);
  } catch (const std::exception& failure) {  // the message names the file and what is wrong with it
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
  }
  return 0;
}
