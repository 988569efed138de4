// PCM files into planar float: the kernels alone, and whole loads beside libsndfile's (read, then made planar).

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <sndfile.h>

#include <acestep_compat/core/audio_reader.hpp>

#include "samples/simd_pcm.hpp"

namespace ac = acestep_compat;
using ac::detail::byte_order;
using ac::detail::sample_coding;

namespace {

/// A file of `seconds` of stereo noise at 44.1 kHz that goes away at exit.
class noise_file {
public:
  noise_file(int format, double seconds)
      : path_((std::filesystem::temp_directory_path() / ("acestep_compat_bench_" + std::to_string(format))).string()) {
    SF_INFO info{};
    info.samplerate = 44100;
    info.channels = 2;
    info.format = format;
    SNDFILE* file = sf_open(path_.c_str(), SFM_WRITE, &info);
    std::vector<float> block(2 * 44100);
    for (float& sample : block) sample = static_cast<float>(std::rand()) / static_cast<float>(RAND_MAX) - 0.5f;
    for (; seconds > 0; seconds -= 1) sf_writef_float(file, block.data(), 44100);
    sf_close(file);
  }
  noise_file(const noise_file&) = delete;
  noise_file& operator=(const noise_file&) = delete;
  ~noise_file() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }

private:
  std::string path_;
};

void convert_pairs(benchmark::State& state, sample_coding coding, byte_order order) {
  constexpr std::size_t frames = 8192;  // input and output stay in the second-level cache
  const std::vector<unsigned char> raw(2 * frames * ac::detail::bytes_per_sample(coding), 1);
  std::vector<float> left(frames);
  std::vector<float> right(frames);
  for (auto _ : state) {
    ac::detail::convert_pairs(coding, order, raw.data(), frames, left.data(), right.data());
    benchmark::DoNotOptimize(left.data());
    benchmark::DoNotOptimize(right.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(frames));
}
BENCHMARK_CAPTURE(convert_pairs, u8, sample_coding::u8, byte_order::little);
BENCHMARK_CAPTURE(convert_pairs, s16, sample_coding::s16, byte_order::little);
BENCHMARK_CAPTURE(convert_pairs, s16_big_endian, sample_coding::s16, byte_order::big);
BENCHMARK_CAPTURE(convert_pairs, s24, sample_coding::s24, byte_order::little);
BENCHMARK_CAPTURE(convert_pairs, s32, sample_coding::s32, byte_order::little);
BENCHMARK_CAPTURE(convert_pairs, f32, sample_coding::f32, byte_order::little);
BENCHMARK_CAPTURE(convert_pairs, f64, sample_coding::f64, byte_order::little);
BENCHMARK_CAPTURE(convert_pairs, ulaw, sample_coding::ulaw, byte_order::little);

void load(benchmark::State& state, int format) {
  const noise_file file(format, static_cast<double>(state.range(0)));
  for (auto _ : state) {
    const auto source = ac::audio_source::open_file(file.path());
    benchmark::DoNotOptimize(ac::load_audio(*source).samples.data());
  }
}

void load_with_libsndfile(benchmark::State& state, int format) {
  const noise_file file(format, static_cast<double>(state.range(0)));
  for (auto _ : state) {
    SF_INFO info{};
    SNDFILE* opened = sf_open(file.path().c_str(), SFM_READ, &info);
    const auto frames = static_cast<std::size_t>(info.frames);
    std::vector<float> interleaved(2 * frames);
    sf_readf_float(opened, interleaved.data(), info.frames);
    sf_close(opened);
    std::vector<float> planar(2 * frames);
    for (std::size_t i = 0; i < frames; ++i) {
      planar[i] = interleaved[2 * i];
      planar[frames + i] = interleaved[2 * i + 1];
    }
    benchmark::DoNotOptimize(planar.data());
  }
}

#define PCM_FILE(name, format)                                                                                    \
  BENCHMARK_CAPTURE(load, name, format)->Arg(1)->Arg(10)->Arg(180)->Unit(benchmark::kMicrosecond)->UseRealTime(); \
  BENCHMARK_CAPTURE(load_with_libsndfile, name, format)                                                           \
      ->Arg(1)                                                                                                    \
      ->Arg(10)                                                                                                   \
      ->Arg(180)                                                                                                  \
      ->Unit(benchmark::kMicrosecond)                                                                             \
      ->UseRealTime()
PCM_FILE(wav_s16, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
PCM_FILE(wav_s24, SF_FORMAT_WAV | SF_FORMAT_PCM_24);
PCM_FILE(wav_f32, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
PCM_FILE(aiff_s16, SF_FORMAT_AIFF | SF_FORMAT_PCM_16);

}  // namespace

BENCHMARK_MAIN();
