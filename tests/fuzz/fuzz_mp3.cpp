// The scan of MP3 frames on hostile files: it must neither crash, hang nor disagree with itself. Decoding is left to
// the tests: a libmpg123 decoder per input would make this a hundred times slower.

#include <cstdio>
#include <cstdlib>
#include <vector>

#include <acestep_compat/core/error.hpp>

#include "codecs/mpeg/frame_scan.hpp"
#include "codecs/mpeg/mpeg_codec.hpp"
#include "codecs/mpeg/preroll.hpp"
#include "support/decoding.hpp"

namespace ac = acestep_compat;
using ac::detail::mpeg::frame_scan;
using ac::detail::mpeg::mpeg_frame;

namespace {

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

std::vector<mpeg_frame> walk(ac::audio_source& source) {
  frame_scan scan(source);
  const std::int64_t announced = scan.num_frames();
  std::vector<mpeg_frame> frames;
  mpeg_frame frame;
  while (scan.next(frame)) {
    require(frame.size >= 4 && frame.main_data_size >= 0, "a frame is smaller than its header");
    frames.push_back(frame);
  }
  require(scan.info_tag().has_value() || announced == static_cast<std::int64_t>(frames.size()),
          "the count is not what walking gives");
  for (std::size_t i = 0; i < frames.size(); i += 1 + frames.size() / 8) {
    scan.seek(static_cast<std::int64_t>(i));
    require(scan.next(frame) && frame.index == frames[i].index && frame.size == frames[i].size,
            "a seek gives another frame than walking");
    const std::int64_t preroll = find_preroll(scan, static_cast<std::int64_t>(i));
    require(preroll >= 0 && preroll <= static_cast<std::int64_t>(i), "the pre-roll is behind its frame");
  }
  return frames;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto memory = ac::audio_source::from_memory(data, size);
  test_support::positional_source file({data, data + size});
  try {
    require(walk(*memory).size() == walk(file).size(), "a file gives other frames than memory");
    const auto opened = ac::detail::mpeg_codec.open(file, {ac::detail::content_type::mpeg_audio, false});
    require(opened->info().num_frames > 0, "a file without samples was opened");
  } catch (const ac::decode_error&) {
  }
  return 0;
}
