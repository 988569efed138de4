// Telling a file's kind from its first bytes: it must neither crash nor hang, nor depend on where the bytes lie.

#include <cstdio>
#include <cstdlib>

#include "formats/content_type.hpp"
#include "support/decoding.hpp"

namespace ac = acestep_compat;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto memory = ac::audio_source::from_memory(data, size);
  test_support::positional_source file({data, data + size});
  const ac::detail::content found = ac::detail::sniff_content(*memory);
  if (found.type != ac::detail::sniff_content(file).type || found.description.empty()) {
    std::fprintf(stderr, "a file is of another kind than memory, or of none\n");
    std::abort();
  }
  return 0;
}
