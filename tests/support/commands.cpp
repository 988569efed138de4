#include "support/commands.hpp"

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <stdexcept>

#include "support/song.hpp"
#include "support/temporary_folder.hpp"

namespace test_support {

void run_command(const std::string& command) {
  if (std::system(command.c_str()) != 0) throw std::runtime_error("this command failed: " + command);
}

void write_song_wav(const std::string& path, int sample_rate, int num_channels, int num_seconds) {
  run_command("ffmpeg -nostdin -v error -y -i '" + song_path() + "' -t " + std::to_string(num_seconds) + " -ar " +
              std::to_string(sample_rate) + " -ac " + std::to_string(num_channels) + " '" + path + "'");
}

planar decode_with_ffmpeg(const bytes& content, const std::string& extension, int num_channels) {
  const temporary_folder folder;
  const std::string encoded = folder / ("encoded." + extension);
  const std::string decoded = folder / "decoded.f32";
  write_file(encoded, content);
  run_command("ffmpeg -nostdin -v error -y -i '" + encoded + "' -f f32le '" + decoded + "'");
  const bytes interleaved = read_file(decoded);
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
