// Whole signals through the resampler, with every instruction set that this CPU has, beside soxr's HQ setting.
//
//   bench_resample --benchmark_filter=AVX2/44100

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <hwy/targets.h>
#include <soxr.h>

#include <acestep_compat/core/resampler.hpp>

namespace ac = acestep_compat;

namespace {

constexpr std::int64_t seconds = 20;

std::vector<float> noise(int rate) {
  std::mt19937 generator(7);
  std::uniform_real_distribution<float> amplitude(-0.5f, 0.5f);
  std::vector<float> samples(static_cast<std::size_t>(rate * seconds));
  std::generate(samples.begin(), samples.end(), [&] { return amplitude(generator); });
  return samples;
}

/// The streaming form, whose blocks stay in the cache: the filter's speed, without the output's fresh memory.
void convert(benchmark::State& state, int orig, int target, ac::resample_quality quality, std::int64_t instructions) {
  hwy::SetSupportedTargetsForTest(instructions);
  const std::vector<float> in = noise(orig);
  constexpr std::int64_t block = 16384;
  std::vector<float> out(65536);
  const auto room = static_cast<std::int64_t>(out.size());
  for (auto _ : state) {
    ac::resampler stream(orig, target, 1, quality);
    const auto drain = [&] {
      while (stream.pull({out.data(), 1, room, room}) > 0) benchmark::DoNotOptimize(out.data());
    };
    for (std::int64_t first = 0; first < static_cast<std::int64_t>(in.size()); first += block) {
      const std::int64_t count = std::min(block, static_cast<std::int64_t>(in.size()) - first);
      stream.push({in.data() + first, 1, count, count});
      drain();
    }
    stream.finish();
    drain();
  }
  state.SetItemsProcessed(state.iterations() * seconds * orig);
  hwy::SetSupportedTargetsForTest(0);
}

void convert_with_soxr(benchmark::State& state, int orig, int target, unsigned long recipe) {
  const std::vector<float> in = noise(orig);
  constexpr std::size_t block = 16384;
  std::vector<float> out(65536);
  for (auto _ : state) {
    const soxr_quality_spec_t quality = soxr_quality_spec(recipe, 0);
    soxr_t stream = soxr_create(orig, target, 1, nullptr, nullptr, &quality, nullptr);
    std::size_t done = 0;
    for (std::size_t first = 0; first < in.size(); first += block) {
      soxr_process(stream, in.data() + first, std::min(block, in.size() - first), nullptr, out.data(), out.size(),
                   &done);
      benchmark::DoNotOptimize(out.data());
    }
    do {
      soxr_process(stream, nullptr, 0, nullptr, out.data(), out.size(), &done);
    } while (done == out.size());
    soxr_delete(stream);
  }
  state.SetItemsProcessed(state.iterations() * seconds * orig);
}

void register_all() {
  const std::vector<std::pair<int, int>> conversions = {
      {44100, 48000}, {48000, 44100}, {44100, 16000}, {48000, 16000},  {44100, 22050}, {22050, 44100}, {44100, 24000},
      {44100, 32000}, {96000, 44100}, {96000, 48000}, {192000, 48000}, {16000, 48000}, {8000, 48000},  {44100, 44101}};
  const std::vector<std::pair<std::string, ac::resample_quality>> qualities = {
      {"fast", ac::resample_quality::fast}, {"high", ac::resample_quality::high}, {"best", ac::resample_quality::best}};
  for (const auto& [orig, target] : conversions) {
    const std::string rates = std::to_string(orig) + "_to_" + std::to_string(target);
    const auto add = [&](const std::string& name, auto function, auto... arguments) {
      benchmark::RegisterBenchmark((rates + "/" + name).c_str(), function, arguments...)->Unit(benchmark::kMillisecond);
    };
    add("soxr_HQ", convert_with_soxr, orig, target, static_cast<unsigned long>(SOXR_HQ));
    add("soxr_VHQ", convert_with_soxr, orig, target, static_cast<unsigned long>(SOXR_VHQ));
    for (const std::int64_t instructions : hwy::SupportedAndGeneratedTargets()) {
      for (const auto& [name, quality] : qualities)
        add(name + "/" + hwy::TargetName(instructions), convert, orig, target, quality, instructions);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  register_all();
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
