#include "support/commands.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <stdexcept>

#include "support/shell.hpp"
#include "support/song.hpp"

namespace test_support {

void run_command(const temporary_folder& folder, const std::string& command) {
  if (run_in_shell(folder.path(), command) != 0) throw std::runtime_error("this command failed: " + command);
}

void write_song_wav(const temporary_folder& folder, int sample_rate, int num_channels, int num_seconds) {
  std::filesystem::copy_file(song_path(), folder / "whole_song.mp3");
  run_command(folder, "ffmpeg -nostdin -v error -y -i whole_song.mp3 -t " + std::to_string(num_seconds) + " -ar " +
                          std::to_string(sample_rate) + " -ac " + std::to_string(num_channels) + " song.wav");
}

planar decode_with_ffmpeg(const bytes& content, const std::string& extension, int num_channels) {
  const temporary_folder folder;
  const std::string name = "encoded." + extension;
  write_file(folder / name, content);
  run_command(folder, "ffmpeg -nostdin -v error -y -i " + name + " -f f32le decoded.f32");
  const bytes interleaved = read_file(folder / "decoded.f32");
  const auto channels = static_cast<std::size_t>(num_channels);
  planar result(channels, std::vector<float>(interleaved.size() / sizeof(float) / channels));
  for (std::size_t i = 0; i < result[0].size(); ++i) {
    for (std::size_t c = 0; c < channels; ++c) {
      std::memcpy(&result[c][i], interleaved.data() + sizeof(float) * (i * channels + c), sizeof(float));
    }
  }
  return result;
}

double snr_db(const planar& reference, const planar& test) {
  double signal = 0;
  double noise = 0;
  if (reference.size() != test.size()) return -std::numeric_limits<double>::infinity();
  for (std::size_t c = 0; c < reference.size(); ++c) {
    if (reference[c].size() != test[c].size()) return -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < reference[c].size(); ++i) {
      const double difference = double{reference[c][i]} - test[c][i];
      signal += double{reference[c][i]} * reference[c][i];
      noise += difference * difference;
    }
  }
  return 10 * std::log10(signal / noise);
}

}  // namespace test_support
