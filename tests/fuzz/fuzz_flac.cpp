// The FLAC decoder on hostile streams: it must neither crash, hang nor disagree with itself, and where libFLAC accepts
// the same stream, it must give the same samples.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <acestep_compat/core/audio_buffer.hpp>
#include <acestep_compat/core/error.hpp>

#include "codecs/flac/flac_decoder.hpp"
#include "fuzz/flac_repair.hpp"
#include "support/decoding.hpp"
#include "support/libflac.hpp"

namespace ac = acestep_compat;
using ac::detail::flac::flac_decoder;
using test_support::test_audio;

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace {

/// A few bytes can stand for hours of silence; beyond this many frames nothing new comes.
constexpr std::int64_t max_frames = 10000;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

test_audio<float> read_some(ac::detail::decoder& decoder, std::int64_t num_frames) {
  const int channels = decoder.info().num_channels;
  num_frames = std::min(num_frames, decoder.info().num_frames);
  ac::audio_buffer buffer(channels, num_frames);
  const std::int64_t count = decoder.read(buffer.view());
  test_audio<float> result{channels, count, {}, decoder.info().sample_rate};
  for (int c = 0; c < channels; ++c) {
    result.samples.insert(result.samples.end(), buffer.view().channel(c), buffer.view().channel(c) + count);
  }
  return result;
}

void require_same(const test_audio<float>& part, const test_audio<float>& whole, std::size_t first, const char* what) {
  for (std::int64_t c = 0; c < part.num_channels; ++c) {
    const std::size_t count = part[c].size();
    require(first + count <= whole[c].size(), what);
    // Without samples there is no memory to compare.
    require(count == 0 || std::memcmp(part[c].data(), whole[c].data() + first, count * sizeof(float)) == 0, what);
  }
}

/// libFLAC, too, decodes streams whose samples exceed their own range; what comes out then is nobody's business.
bool is_within_range(const test_support::test_audio<std::int32_t>& samples) {
  for (const std::int64_t sample : samples.samples) {
    if (sample >= std::int64_t{1} << (samples.bits - 1) || sample < -(std::int64_t{1} << (samples.bits - 1))) {
      return false;
    }
  }
  return true;
}

void compare_with_libflac(const std::uint8_t* data, std::size_t size, const test_audio<float>& decoded) {
  const auto reference = test_support::decode_with_libflac(data, size);
  if (reference.num_errors > 0 || !is_within_range(reference.samples)) return;
  const test_audio<float> expected = test_support::as_floats(reference.samples);
  if (expected.num_channels != decoded.num_channels) return;
  require_same(decoded, expected, 0, "other samples than libFLAC's");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const auto source = ac::audio_source::from_memory(data, size);
    flac_decoder decoder(*source, true);
    const test_audio<float> whole = read_some(decoder, max_frames);
    const bool is_clean = decoder.damage().empty();

    test_support::positional_source file({data, data + size});
    flac_decoder other(file, false);
    require_same(read_some(other, max_frames), whole, 0, "other samples from a file than from memory");

    const auto length = whole.num_frames;
    for (std::int64_t i = 0; i < 2 && length > 0; ++i) {
      const std::int64_t target = (i * 7919 + static_cast<std::int64_t>(size) * 31) % length;
      other.seek(target);
      const test_audio<float> part = read_some(other, 100);
      if (is_clean && other.damage().empty() && length < max_frames - 100) {
        require(part.num_frames > 0, "nothing after seeking inside the stream");
        require_same(part, whole, static_cast<std::size_t>(target), "other samples after seeking");
      }
    }
    if (is_clean && length > 0 && length < max_frames) compare_with_libflac(data, size, whole);
  } catch (const ac::decode_error&) {
  }
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  size = LLVMFuzzerMutate(data, size, max_size);
  if (seed % 8 != 0) repair_flac_checksums({data, size});
  return size;
}
