#include "pipeline/segments.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include "detail/parallel_tasks.hpp"

namespace acestep_compat::inline v0::detail {

namespace {

// Reads up to the output frame `end`, or as far as it goes.
void render(pipeline& segment, audio_view output, std::int64_t end, const std::atomic<bool>& stop, poller* poll) {
  while (segment.position() < end && !stop) {
    if (poll != nullptr) poll->check();
    if (segment.read(output.frames(segment.position(), end - segment.position())) == 0) return;
  }
}

bool is_whole(const pipeline& segment, std::int64_t end) noexcept {
  return segment.position() == end && segment.source().damage().empty();
}

}  // namespace

int segment_count(std::int64_t num_frames, int sample_rate, int num_threads) noexcept {
  constexpr std::int64_t shortest_seconds = 5;
  return static_cast<int>(std::clamp<std::int64_t>(num_frames / (shortest_seconds * sample_rate), 1, num_threads));
}

std::vector<pipeline> make_segments(std::unique_ptr<decoder> source, const pipeline_options& options,
                                    std::int64_t num_output_frames, int count) {
  std::vector<std::unique_ptr<decoder>> decoders;
  decoders.push_back(std::move(source));
  for (int i = 1; i < count; ++i) {
    auto fork = decoders.front()->fork();
    if (fork == nullptr) break;
    decoders.push_back(std::move(fork));
  }
  std::vector<pipeline> segments;
  const auto total = static_cast<std::int64_t>(decoders.size());
  for (std::int64_t i = 0; i < total; ++i) {
    segments.emplace_back(std::move(decoders[static_cast<std::size_t>(i)]), options,
                          num_output_frames / total * i + num_output_frames % total * i / total);
  }
  return segments;
}

segments_result render_segments(std::vector<pipeline>& segments, audio_view output, poller& poll) {
  const std::size_t count = segments.size();
  std::vector<std::int64_t> ends;
  for (std::size_t i = 1; i < count; ++i) {
    segments[i - 1].expect_successor(segments[i]);
    ends.push_back(segments[i].position());
  }
  ends.push_back(output.num_frames);

  std::atomic<bool> stop = false;
  parallel_tasks(static_cast<int>(count), poll, stop, [&](int task) {
    const auto index = static_cast<std::size_t>(task);
    if (index > 0) segments[index].read_overlap();
    render(segments[index], output, ends[index], stop, index == 0 ? &poll : nullptr);
  });

  std::size_t last = 0;
  while (last + 1 < count && is_whole(segments[last], ends[last]) && segments[last].agrees_with(segments[last + 1])) {
    ++last;
  }
  render(segments[last], output, output.num_frames, stop, &poll);
  return {segments[last].position(), &segments[last].source()};
}

}  // namespace acestep_compat::inline v0::detail
