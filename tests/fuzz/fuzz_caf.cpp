#include "fuzz/pcm_differential.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check_pcm(data, size);
  return 0;
}
