#include "codecs/pcm/pcm_codecs.hpp"
#include "fuzz/pcm_differential.hpp"

namespace detail = acestep_compat::detail;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const bool is_w64 = size > 0 && data[0] == 'r';
  check_pcm(data, size, is_w64 ? detail::content_type::w64 : detail::content_type::wav, detail::wav_codec);
  return 0;
}
