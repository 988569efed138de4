#include "codecs/flac/frame.hpp"

#include <algorithm>

#include "codecs/flac/bit_reader.hpp"
#include "codecs/flac/channels.hpp"
#include "codecs/flac/crc.hpp"
#include "codecs/flac/prediction.hpp"
#include "codecs/flac/residual.hpp"

namespace acestep_compat::inline v0::detail::flac {

namespace {

template <typename Sample>
void restore_wasted_bits(Sample* samples, int count, int wasted_bits) noexcept {
  if (wasted_bits == 0) return;
  for (int i = 0; i < count; ++i) samples[i] = static_cast<Sample>(std::uint64_t(samples[i]) << wasted_bits);
}

bool read_channel(bit_reader& bits, int channel, frame_samples& frame) {
  const frame_header& header = frame.header();
  const int depth = header.bits_of_channel(channel);
  std::int32_t* samples = frame.channel(channel);
  std::int64_t* wide = channel == frame.wide_channel() ? frame.wide() : nullptr;
  subframe predictor;
  const bool legal = wide == nullptr ? read_subframe(bits, depth, header.block_size, samples, predictor)
                                     : read_subframe(bits, depth, header.block_size, wide, predictor);
  if (!legal) return false;
  if (predictor.has_residual) {
    residual_reader residual;
    if (!residual.begin(bits, header.block_size, predictor.order, samples + predictor.order)) return false;
    read_residual(residual);
    if (wide != nullptr) std::copy(samples + predictor.order, samples + header.block_size, wide + predictor.order);
  }
  if (wide == nullptr) {
    restore(samples, header.block_size, predictor);
    restore_wasted_bits(samples, header.block_size, predictor.wasted_bits);
  } else {
    restore(wide, header.block_size, predictor);
    restore_wasted_bits(wide, header.block_size, predictor.wasted_bits);
  }
  return true;
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

void frame_samples::write(int first, audio_view output) const noexcept {
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

frame_result decode_frame(std::span<const unsigned char> bytes, const frame_header& header, frame_samples& samples) {
  samples.prepare(header);
  bit_reader bits(bytes);
  bool legal = true;
  for (std::size_t i = 0; i < header.num_bytes; ++i) bits.read(8);
  for (int channel = 0; channel < header.num_channels && legal && !bits.overrun(); ++channel) {
    legal = read_channel(bits, channel, samples);
  }
  legal = legal && bits.skip_to_byte();
  const std::size_t covered = bits.byte_position();
  const auto checksum = bits.read(16);
  if (bits.overrun()) return {frame_status::cut_short, bytes.size()};
  if (!legal || checksum != crc16(bytes.first(covered))) return {frame_status::damaged, covered};
  return {frame_status::whole, covered + 2};
}

}  // namespace acestep_compat::inline v0::detail::flac
