#include "pipeline/segments.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <utility>

#include "base/parallel_tasks.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

struct segment {
  std::int64_t begin;
  std::int64_t end;
  // The overlaps at its borders with the segments before and after it, as it decoded them.
  audio_buffer overlap_at_begin;
  audio_buffer overlap_at_end;
  bool is_whole = false;
  std::size_t worker = 0;
};

std::vector<segment> make_segments(const std::vector<std::int64_t>& starts, std::int64_t num_frames) {
  std::vector<segment> segments;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    segments.push_back({starts[i], i + 1 < starts.size() ? starts[i + 1] : num_frames, {}, {}});
  }
  return segments;
}

// Reads up to the output frame `end`, or as far as it goes.
void render(pipeline& worker, audio_view output, std::int64_t end, const std::atomic<bool>& stop, poller* poll) {
  while (worker.position() < end && !stop) {
    if (poll != nullptr) poll->check();
    if (worker.read(output.frames(worker.position(), end - worker.position())) == 0) return;
  }
}

void render(pipeline& worker, segment& part, audio_view output, const std::atomic<bool>& stop, poller* poll) {
  worker.move_to(part.begin);
  if (part.begin > 0) part.overlap_at_begin = worker.decode_overlap();
  if (part.end < output.num_frames) worker.copy_overlap_at(part.end);
  render(worker, output, part.end, stop, poll);
  if (part.end < output.num_frames) part.overlap_at_end = worker.copied_overlap();
  part.is_whole = worker.position() == part.end && worker.source().damage().empty();
}

bool same_samples(const audio_buffer& a, const audio_buffer& b) noexcept {
  if (a.num_frames() != b.num_frames()) return false;
  const std::size_t bytes = static_cast<std::size_t>(a.num_frames()) * sizeof(float);
  for (std::int64_t channel = 0; channel < a.num_channels(); ++channel) {
    if (std::memcmp(a.view().channel(channel), b.view().channel(channel), bytes) != 0) return false;
  }
  return true;
}

}  // namespace

std::vector<std::int64_t> segment_starts(std::int64_t num_frames, std::int64_t shortest, int num_threads) {
  std::vector<std::int64_t> starts{0};
  if (num_threads == 1) return starts;
  // A border costs a seek and an overlap, and what is kept for the comparison.
  constexpr std::int64_t most_segments = 100;
  shortest = std::max({shortest, num_frames / std::min<std::int64_t>(8 * num_threads, most_segments), std::int64_t{1}});
  for (std::int64_t rest = num_frames;;) {
    const std::int64_t size = std::max(shortest, rest * 2 / (3 * num_threads));
    const std::int64_t count = rest / size;
    if (count <= 1) return starts;
    starts.push_back(starts.back() + rest / count);
    rest = num_frames - starts.back();
  }
}

std::vector<pipeline> make_workers(std::unique_ptr<decoder> source, const load_plan& plan, int count) {
  std::vector<pipeline> workers;
  workers.emplace_back(std::move(source), plan);
  for (int i = 1; i < count; ++i) {
    auto fork = workers.front().source().fork();
    if (fork == nullptr) break;
    workers.emplace_back(std::move(fork), plan);
  }
  return workers;
}

segments_result render_segments(std::vector<pipeline> workers, const std::vector<std::int64_t>& starts,
                                audio_view output, poller& poll) {
  std::vector<segment> segments = make_segments(starts, output.num_frames);
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> broken = false;
  std::atomic<bool> stop = false;
  parallel_tasks(static_cast<int>(workers.size()), poll, stop, [&](int task) {
    const auto worker = static_cast<std::size_t>(task);
    while (!stop && !broken) {
      const std::size_t index = next++;
      if (index >= segments.size()) return;
      segments[index].worker = worker;
      render(workers[worker], segments[index], output, stop, task == 0 ? &poll : nullptr);
      // The worker has to stay where it is; what comes after is not needed.
      if (!segments[index].is_whole) broken = true;
    }
  });

  for (std::size_t i = 0; i < segments.size(); ++i) {
    const bool is_last = i + 1 == segments.size();
    pipeline& worker = workers[segments[i].worker];
    if (!segments[i].is_whole || is_last) {
      render(worker, output, output.num_frames, stop, &poll);
      return {worker.position(), std::move(worker)};
    }
    if (!same_samples(segments[i].overlap_at_end, segments[i + 1].overlap_at_begin)) break;
  }
  pipeline in_order(workers.front().source().fork(), workers.front().plan());
  render(in_order, output, output.num_frames, stop, &poll);
  return {in_order.position(), std::move(in_order)};
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
