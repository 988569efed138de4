#include "codecs/flac/frame.hpp"

#include <algorithm>
#include <array>

#include "codecs/flac/bit_reader.hpp"
#include "codecs/flac/channels.hpp"
#include "codecs/flac/crc.hpp"
#include "codecs/flac/prediction.hpp"
#include "codecs/flac/residual.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

namespace {

constexpr std::size_t max_channels = 8;

template <typename Sample>
void restore_wasted_bits(Sample* samples, int count, int wasted_bits) noexcept {
  if (wasted_bits == 0) return;
  for (int i = 0; i < count; ++i) samples[i] = static_cast<Sample>(std::uint64_t(samples[i]) << wasted_bits);
}

/// A task and how far its decoding got.
struct open_frame {
  frame_task* task = nullptr;
  bit_reader bits;
  bool is_legal = true;
  std::array<subframe, max_channels> predictors;

  bool goes_on() const noexcept { return is_legal && !bits.overrun(); }
};

/// Reads the head of the next channel's subframe; true if a residual follows.
bool begin_channel(open_frame& frame, int channel, residual_reader& residual) noexcept {
  if (!frame.goes_on()) return false;
  frame_samples& target = *frame.task->samples;
  const frame_header& header = frame.task->header;
  subframe& predictor = frame.predictors[static_cast<std::size_t>(channel)];
  std::int32_t* samples = target.channel(channel);
  const int depth = header.bits_of_channel(channel);
  frame.is_legal = channel == target.wide_channel()
                       ? read_subframe(frame.bits, depth, header.block_size, target.wide(), predictor)
                       : read_subframe(frame.bits, depth, header.block_size, samples, predictor);
  if (!frame.is_legal || !predictor.has_residual) return false;
  frame.is_legal = residual.begin(frame.bits, header.block_size, predictor.order, samples + predictor.order);
  return frame.is_legal;
}

void read_channel(std::span<open_frame> frames, int channel) noexcept {
  for (std::size_t i = 0; i < frames.size(); i += 2) {
    std::array<residual_reader, 2> residuals;
    const bool has_first = begin_channel(frames[i], channel, residuals[0]);
    const bool has_second = i + 1 < frames.size() && begin_channel(frames[i + 1], channel, residuals[1]);
    if (has_first && has_second) {
      read_residuals(residuals[0], residuals[1]);
    } else if (has_first) {
      read_residual(residuals[0]);
    } else if (has_second) {
      read_residual(residuals[1]);
    }
  }
}

void restore_channels(std::span<open_frame> frames) noexcept {
  std::array<restoration, max_frames_at_once * max_channels> channels;
  std::size_t num_channels = 0;
  for (open_frame& frame : frames) {
    if (!frame.goes_on()) continue;
    frame_samples& target = *frame.task->samples;
    const int block_size = frame.task->header.block_size;
    for (int c = 0; c < frame.task->header.num_channels; ++c) {
      const subframe& predictor = frame.predictors[static_cast<std::size_t>(c)];
      std::int32_t* samples = target.channel(c);
      if (c != target.wide_channel()) {
        channels[num_channels++] = {samples, block_size, &predictor};
      } else {
        if (predictor.has_residual) {
          std::copy(samples + predictor.order, samples + block_size, target.wide() + predictor.order);
        }
        restore(target.wide(), block_size, predictor);
        restore_wasted_bits(target.wide(), block_size, predictor.wasted_bits);
      }
    }
  }
  const auto all = std::span(channels).first(num_channels);
  restore(all);
  for (const restoration& channel : all) {
    restore_wasted_bits(channel.samples, channel.block_size, channel.predictor->wasted_bits);
  }
}

frame_result finish(open_frame& frame) noexcept {
  bit_reader& bits = frame.bits;
  const auto bytes = frame.task->bytes;
  const bool is_legal = frame.is_legal && bits.skip_to_byte();
  const std::size_t covered = bits.byte_position();
  const auto checksum = bits.read(16);
  if (bits.overrun()) return {frame_status::cut_short, bytes.size()};
  if (!is_legal || checksum != crc16(bytes.first(covered))) return {frame_status::damaged, covered};
  return {frame_status::whole, covered + 2};
}

}  // namespace

void frame_samples::prepare(const frame_header& header) {
  header_ = header;
  stride_ = header.block_size;
  const auto size = static_cast<std::size_t>(header.block_size);
  const std::size_t needed = size * static_cast<std::size_t>(header.num_channels);
  if (samples_.size() < needed) samples_.resize(needed);
  if (wide_channel() >= 0 && wide_.size() < size) wide_.resize(size);
}

int frame_samples::wide_channel() const noexcept {
  if (header_.bits_per_sample < 32 || header_.stereo == stereo_mode::independent) return -1;
  return header_.stereo == stereo_mode::side_right ? 0 : 1;
}

template <typename Output>
void frame_samples::write(int first, basic_audio_view<Output> output) const noexcept {
  const auto count = static_cast<int>(output.num_frames);
  if (header_.stereo == stereo_mode::independent) {
    for (int c = 0; c < header_.num_channels; ++c) {
      convert(channel(c) + first, count, header_.bits_per_sample, output.channel(c));
    }
    return;
  }
  const int side = header_.stereo == stereo_mode::side_right ? 0 : 1;
  const auto convert_with = [&](const auto* side_samples) {
    convert_stereo(header_.stereo, channel(1 - side) + first, side_samples + first, count, header_.bits_per_sample,
                   output.channel(0), output.channel(1));
  };
  if (wide_channel() >= 0) {
    convert_with(wide_.data());
  } else {
    convert_with(channel(side));
  }
}

template void frame_samples::write(int, basic_audio_view<float>) const noexcept;
template void frame_samples::write(int, basic_audio_view<std::int32_t>) const noexcept;

void decode_frames(std::span<frame_task> tasks) {
  std::array<open_frame, max_frames_at_once> storage;
  const auto frames = std::span(storage).first(tasks.size());
  int num_channels = 0;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    tasks[i].samples->prepare(tasks[i].header);
    frames[i].task = &tasks[i];
    frames[i].bits = bit_reader(tasks[i].bytes, tasks[i].header.num_bytes);
    num_channels = tasks[i].header.num_channels;
  }
  for (int channel = 0; channel < num_channels; ++channel) read_channel(frames, channel);
  restore_channels(frames);
  for (open_frame& frame : frames) frame.task->result = finish(frame);
}

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
