// Three minutes of stereo FLAC to planar float: our decoder, libFLAC and libsndfile, each into the same memory.
//
//   bench_flac --benchmark_enable_random_interleaving=true --benchmark_repetitions=9

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <FLAC/stream_decoder.h>
#include <benchmark/benchmark.h>
#include <sndfile.h>

#include <acestep_compat/core/audio_buffer.hpp>

#include "codecs/flac/flac_decoder.hpp"
#include "support/libflac.hpp"
#include "support/song.hpp"

namespace ac = acestep_compat;

namespace {

constexpr std::int64_t num_frames = 180 * 44100;
constexpr std::int64_t block_frames = 65536;

const std::string& flac_file(int bits) {
  static std::string paths[33];
  std::string& path = paths[bits];
  if (path.empty()) {
    path = (std::filesystem::temp_directory_path() / ("bench_flac_" + std::to_string(bits) + ".flac")).string();
    const auto stream = test_support::encode_with_libflac(test_support::song_pcm(2, bits, num_frames));
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(stream.data()), static_cast<std::streamsize>(stream.size()));
  }
  return path;
}

ac::audio_view output() {
  static ac::audio_buffer memory(2, num_frames);
  return memory.view();
}

void own(benchmark::State& state) {
  const auto source = ac::audio_source::open_file(flac_file(static_cast<int>(state.range(0))));
  for (auto _ : state) {
    ac::detail::flac::flac_decoder decoder(*source, false);
    std::int64_t done = 0;
    while (const auto count = decoder.read(output().frames(done, std::min(block_frames, num_frames - done)))) {
      done += count;
    }
  }
}

FLAC__StreamDecoderWriteStatus write_planar(const FLAC__StreamDecoder*, const FLAC__Frame* frame,
                                            const FLAC__int32* const channels[], void* user) {
  auto& done = *static_cast<std::int64_t*>(user);
  const float scale = std::ldexp(1.0F, 1 - static_cast<int>(frame->header.bits_per_sample));
  for (int c = 0; c < 2; ++c) {
    float* samples = output().channel(c) + done;
    for (unsigned i = 0; i < frame->header.blocksize; ++i) samples[i] = static_cast<float>(channels[c][i]) * scale;
  }
  done += frame->header.blocksize;
  return FLAC__STREAM_DECODER_WRITE_STATUS_CONTINUE;
}

void ignore_error(const FLAC__StreamDecoder*, FLAC__StreamDecoderErrorStatus, void*) {}

void libflac(benchmark::State& state) {
  const std::string& path = flac_file(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    std::int64_t done = 0;
    FLAC__StreamDecoder* decoder = FLAC__stream_decoder_new();
    FLAC__stream_decoder_init_file(decoder, path.c_str(), write_planar, nullptr, ignore_error, &done);
    FLAC__stream_decoder_process_until_end_of_stream(decoder);
    FLAC__stream_decoder_delete(decoder);
  }
}

void libsndfile(benchmark::State& state) {
  const std::string& path = flac_file(static_cast<int>(state.range(0)));
  std::vector<float> interleaved(2 * block_frames);
  for (auto _ : state) {
    SF_INFO info{};
    SNDFILE* file = sf_open(path.c_str(), SFM_READ, &info);
    std::int64_t done = 0;
    while (const auto count = sf_readf_float(file, interleaved.data(), block_frames)) {
      for (std::int64_t i = 0; i < count; ++i) {
        output().channel(0)[done + i] = interleaved[static_cast<std::size_t>(2 * i)];
        output().channel(1)[done + i] = interleaved[static_cast<std::size_t>(2 * i + 1)];
      }
      done += count;
    }
    sf_close(file);
  }
}

BENCHMARK(own)->ArgName("bits")->Arg(16)->Arg(24)->Unit(benchmark::kMillisecond);
BENCHMARK(libflac)->ArgName("bits")->Arg(16)->Arg(24)->Unit(benchmark::kMillisecond);
BENCHMARK(libsndfile)->ArgName("bits")->Arg(16)->Arg(24)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
