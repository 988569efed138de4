#include "codecs/flac/frame_finder.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

namespace {

/// A frame of 65535 samples, 8 channels and 32 bits that is not compressed takes 2 MiB. An encoder could spend any
/// number of bytes on absurd Rice codes; a decoder must not hold them all.
constexpr std::size_t max_frame_bytes = std::size_t{8} << 20;

/// A run of frames is decoded from no more than this, so that it all is in the cache.
constexpr std::size_t max_run_bytes = 64 * 1024;

/// What a frame takes at most if it is not larger than uncompressed samples.
std::size_t expected_bytes(const frame_header& header) noexcept {
  const auto bits = static_cast<std::size_t>(header.block_size) * static_cast<std::size_t>(header.num_channels) *
                    static_cast<std::size_t>(header.bits_per_sample);
  return bits / 8 + 64;
}

/// The next place where a frame may begin, or the end.
const unsigned char* find_sync_code(const unsigned char* next, const unsigned char* end) noexcept {
  while (end - next >= 2) {
    next = static_cast<const unsigned char*>(std::memchr(next, 0xFF, static_cast<std::size_t>(end - next - 1)));
    if (next == nullptr) break;
    if ((next[1] & 0xFEU) == 0xF8U) return next;
    ++next;
  }
  return end;
}

/// Finds the header with `number` after the frame that `bytes` begin with, and moves `bytes` there.
std::optional<frame_header> find_next_header(std::span<const unsigned char>& bytes, const stream_info& stream,
                                             std::uint64_t number) noexcept {
  const unsigned char* end = bytes.data() + bytes.size();
  const unsigned char* next = bytes.data() + std::min(bytes.size(), min_frame_bytes);
  while ((next = find_sync_code(next, end)) != end) {
    bytes = {next, end};
    const auto header = read_frame_header(bytes, stream);
    if (header && header->number == number) return header;
    ++next;
  }
  return std::nullopt;
}

}  // namespace

frame_result frame_finder::decode_at(std::uint64_t offset, frame_samples& samples) {
  auto bytes = window_->at(offset, max_frame_header_bytes);
  const auto header = read_frame_header(bytes, *stream_);
  if (!header) return {bytes.size() < max_frame_header_bytes ? frame_status::cut_short : frame_status::damaged, 1};
  for (std::size_t wanted = expected_bytes(*header);; wanted = bytes.size() * 2) {
    bytes = window_->at_least(offset, wanted);
    const bool is_all = bytes.size() >= window_->source_size() - offset && bytes.size() <= max_frame_bytes;
    if (bytes.size() > max_frame_bytes) bytes = bytes.first(max_frame_bytes);
    std::array tasks{frame_task{bytes, *header, &samples}};
    decode_frames(tasks);
    const frame_result result = tasks[0].result;
    if (result.status != frame_status::cut_short || is_all) return result;
    if (bytes.size() >= max_frame_bytes) return {frame_status::damaged, bytes.size()};
  }
}

frame_finder::decoded_run frame_finder::decode_run(std::uint64_t offset, std::span<frame_samples> run) {
  auto bytes = window_->at(offset, max_frame_header_bytes);
  auto header = read_frame_header(bytes, *stream_);
  if (!header) return {0, 0};
  const std::size_t frame_bytes = std::min(
      stream_->max_frame_bytes > 0 ? std::size_t{stream_->max_frame_bytes} : expected_bytes(*header), max_run_bytes);
  bytes = window_->at(offset, frame_bytes * run.size());

  std::array<frame_task, max_frames_at_once> tasks;
  std::size_t num_tasks = 0;
  while (header && num_tasks < run.size()) {
    tasks[num_tasks] = {bytes, *header, &run[num_tasks]};
    ++num_tasks;
    const std::uint64_t next_number = header->number + (header->variable_block_size ? header->block_size : 1);
    header = find_next_header(bytes, *stream_, next_number);
  }
  decode_frames(std::span(tasks).first(num_tasks));

  decoded_run result{0, 0};
  for (const frame_task& task : std::span(tasks).first(num_tasks)) {
    const bool follows = task.bytes.data() == tasks[0].bytes.data() + result.num_bytes;
    if (!follows || task.result.status != frame_status::whole) break;
    ++result.num_frames;
    result.num_bytes += task.result.num_bytes;
  }
  return result;
}

std::optional<frame_finder::found_frame> frame_finder::find(std::uint64_t offset, std::uint64_t limit,
                                                            frame_samples& samples) {
  constexpr std::size_t step = 16 * 1024;
  // Every failed attempt costs time. A file made of nothing but frame headers must not take quadratic time, so that
  // attempts which cost too much altogether are not repeated from their next byte on but from where they ended.
  std::uint64_t allowance = std::uint64_t{1} << 20;
  while (offset < limit) {
    auto bytes = window_->at_least(offset, step);
    if (bytes.size() > limit - offset) bytes = bytes.first(static_cast<std::size_t>(limit - offset + 1));
    if (bytes.size() < 2) break;
    const unsigned char* candidate = find_sync_code(bytes.data(), bytes.data() + bytes.size());
    const auto skipped = static_cast<std::uint64_t>(candidate - bytes.data());
    if (candidate == bytes.data() + bytes.size()) {
      offset += skipped - 1;
      allowance += 16 * skipped;
      if (bytes.size() < step) break;
      continue;
    }
    offset += skipped;
    if (offset >= limit) break;
    const frame_result result = decode_at(offset, samples);
    if (result.status == frame_status::whole) return found_frame{offset, result.num_bytes};
    const std::uint64_t cost = result.num_bytes == 1 ? 1 : result.num_bytes + expected_bytes(samples.header()) / 16;
    allowance += 16 * (skipped + 1);
    const bool is_affordable = cost <= allowance;
    allowance -= std::min(cost, allowance);
    offset += is_affordable ? 1 : std::max<std::uint64_t>(result.num_bytes, 1);
  }
  return std::nullopt;
}

frame_clock::frame_clock(const stream_info& stream, const frame_header& first) noexcept
    : block_size_(stream.min_block_size == stream.max_block_size && stream.min_block_size > 0 ? stream.min_block_size
                                                                                              : first.block_size) {
  origin_ = number_of(first);
}

std::int64_t frame_clock::number_of(const frame_header& header) const noexcept {
  return static_cast<std::int64_t>(header.number) * (header.variable_block_size ? 1 : block_size_);
}

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
