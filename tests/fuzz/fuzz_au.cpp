#include "codecs/pcm/pcm_codecs.hpp"
#include "fuzz/pcm_differential.hpp"

namespace detail = acestep_compat::detail;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check_pcm(data, size, detail::content_type::au, detail::au_codec);
  return 0;
}
