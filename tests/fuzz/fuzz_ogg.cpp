// The Vorbis, Opus and FLAC decoders on hostile files. Checksums are made valid first, so that damage reaches what is
// behind them.

#include <cstdio>
#include <cstdlib>

#include <acestep_compat/core/audio_buffer.hpp>
#include <acestep_compat/core/error.hpp>

#include "codecs/ogg/ogg_codecs.hpp"
#include "support/decoding.hpp"
#include "support/ogg_checksum.hpp"

namespace ac = acestep_compat;
using namespace ac::detail;

namespace {

void decode(decoder& opened) {
  const std::int64_t num_frames = opened.info().num_frames;
  ac::audio_buffer block(opened.info().num_channels, 1000);
  std::int64_t total = 0;
  while (const std::int64_t count = opened.read(block.view())) total += count;
  if (total > num_frames) {
    std::fprintf(stderr, "decoding gives more than was announced\n");
    std::abort();
  }
  opened.seek(num_frames / 2);
  opened.read(block.view());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  test_support::bytes content(data, data + size);
  test_support::write_all_page_checksums(content);
  test_support::positional_source source(std::move(content));
  for (const codec* each : {&vorbis_codec, &opus_codec, &ogg_flac_codec}) {
    try {
      if (const auto opened = each->open(source, {content_type::unknown, true})) decode(*opened);
    } catch (const ac::decode_error&) {
    }
  }
  return 0;
}
