// A program that uses tensors: saves a song as FLAC, loads it again and compares.
#include <cstdio>

#include <ATen/Context.h>

#include <acestep_compat/acestep_compat.hpp>

namespace ac = acestep_compat;

at::Tensor load_twice(const char* path);  // torch_other.cpp

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  // libtorch registers CUDA when it is loaded; a linker that drops it makes every GPU invisible.
  if (at::detail::getCUDAHooks().hasCUDART() != TORCH_IS_A_CUDA_BUILD) {
    std::puts("libtorch was dropped from the link: CUDA is not registered");
    return 1;
  }
  ac::load_options options;
  options.num_frames = 48000;
  const ac::loaded_audio song = ac::load_audio_safe_stereo(argv[1], options);
  const at::Tensor values = song.waveform.mul(32767.0).to(at::kShort);
  ac::save_audio_safe(argv[2], values, song.sample_rate);
  const at::Tensor again = load_twice(argv[2]);
  std::printf("[%lld, %lld]\n", static_cast<long long>(again.size(0)), static_cast<long long>(again.size(1)));
  return again.equal(values.to(at::kFloat).div(32768.0)) && again.size(1) == 48000 ? 0 : 1;
}
