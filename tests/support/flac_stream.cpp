#include "support/flac_stream.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>

namespace test_support {

namespace {

using samples = std::vector<std::int64_t>;

/// Writes big-endian bit fields.
class bit_writer {
public:
  void write(std::uint64_t value, int bits) {
    for (int i = bits - 1; i >= 0; --i) {
      if (used_ == 0) bytes_.push_back(0);
      bytes_.back() = static_cast<unsigned char>(bytes_.back() | ((value >> i & 1U) << (7 - used_)));
      used_ = (used_ + 1) % 8;
    }
  }
  void write_unary(std::uint64_t zeros) {
    for (; zeros > 0; --zeros) write(0, 1);
    write(1, 1);
  }
  void align() { used_ = 0; }
  const std::vector<unsigned char>& bytes() const { return bytes_; }

private:
  std::vector<unsigned char> bytes_;
  int used_ = 0;
};

unsigned checksum(const std::vector<unsigned char>& bytes, int width, unsigned polynomial) {
  const unsigned top = 1U << (width - 1);
  unsigned crc = 0;
  for (const unsigned char byte : bytes) {
    for (int bit = 7; bit >= 0; --bit) {
      const bool carry = ((crc & top) != 0) != ((byte >> bit & 1) != 0);
      crc = (crc << 1 & (top | (top - 1))) ^ (carry ? polynomial : 0U);
    }
  }
  return crc;
}

void write_coded_number(bit_writer& bits, std::uint64_t number) {
  if (number < 0x80) {
    bits.write(number, 8);
    return;
  }
  int following = 1;
  while (number >> (5 * following + 6) != 0 && following < 6) ++following;
  bits.write((0xFF00U >> (following + 1) & 0xFFU) | number >> (6 * following), 8);
  for (int i = following - 1; i >= 0; --i) bits.write(0x80U | (number >> (6 * i) & 0x3FU), 8);
}

std::vector<std::int64_t> weights_of(const subframe_plan& plan) {
  constexpr std::int64_t binomials[5][4] = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};
  if (plan.kind == subframe_plan::linear) return {plan.coefficients.begin(), plan.coefficients.end()};
  return {binomials[plan.order], binomials[plan.order] + plan.order};
}

samples residual_of(const subframe_plan& plan, const samples& channel) {
  const auto weights = weights_of(plan);
  samples residual;
  for (std::size_t i = weights.size(); i < channel.size(); ++i) {
    std::int64_t sum = 0;
    for (std::size_t j = 0; j < weights.size(); ++j) sum += weights[j] * channel[i - 1 - j];
    residual.push_back(channel[i] - (sum >> (plan.kind == subframe_plan::linear ? plan.shift : 0)));
  }
  return residual;
}

void write_partition(bit_writer& bits, const samples& values, int parameter, int parameter_bits) {
  if (parameter < 0) {
    int width = 0;
    for (const std::int64_t value : values) {
      const auto magnitude = static_cast<std::uint64_t>(value < 0 ? ~value : value);
      if (value != 0) width = std::max(width, static_cast<int>(std::bit_width(magnitude)) + 1);
    }
    bits.write((1U << parameter_bits) - 1, parameter_bits);
    bits.write(static_cast<unsigned>(width), 5);
    for (const std::int64_t value : values) bits.write(static_cast<std::uint64_t>(value), width);
    return;
  }
  bits.write(static_cast<unsigned>(parameter), parameter_bits);
  for (const std::int64_t value : values) {
    const auto folded = static_cast<std::uint64_t>(value < 0 ? -2 * value - 1 : 2 * value);
    bits.write_unary(folded >> parameter);
    bits.write(folded, parameter);
  }
}

void write_residual(bit_writer& bits, const subframe_plan& plan, const samples& channel) {
  const samples residual = residual_of(plan, channel);
  const int parameter_bits = plan.five_bit_parameters ? 5 : 4;
  bits.write(plan.five_bit_parameters ? 1 : 0, 2);
  bits.write(static_cast<unsigned>(plan.partition_order), 4);
  const auto size = static_cast<std::ptrdiff_t>(channel.size() >> plan.partition_order);
  auto next = residual.begin();
  for (std::size_t p = 0; p < std::size_t{1} << plan.partition_order; ++p) {
    const auto end = next + size - (p == 0 ? plan.order : 0);
    const int parameter = plan.parameters[std::min(p, plan.parameters.size() - 1)];
    write_partition(bits, {next, end}, parameter, parameter_bits);
    next = end;
  }
}

void write_subframe(bit_writer& bits, const subframe_plan& plan, int depth, samples channel) {
  constexpr int type_of_kind[] = {0, 1, 8, 31};
  bits.write(static_cast<unsigned>(type_of_kind[plan.kind] + (plan.kind >= subframe_plan::fixed ? plan.order : 0)), 7);
  bits.write(plan.wasted_bits > 0 ? 1 : 0, 1);
  if (plan.wasted_bits > 0) bits.write_unary(static_cast<std::uint64_t>(plan.wasted_bits - 1));
  for (std::int64_t& sample : channel) sample >>= plan.wasted_bits;
  depth -= plan.wasted_bits;
  const bool predicts = plan.kind >= subframe_plan::fixed;
  const std::size_t plain = plan.kind == subframe_plan::constant ? 1 : predicts ? plan.order : channel.size();
  for (std::size_t i = 0; i < plain; ++i) bits.write(static_cast<std::uint64_t>(channel[i]), depth);
  if (plan.kind == subframe_plan::linear) {
    bits.write(static_cast<unsigned>(plan.coefficient_bits - 1), 4);
    bits.write(static_cast<unsigned>(plan.shift), 5);
    for (const int coefficient : plan.coefficients)
      bits.write(static_cast<unsigned>(coefficient), plan.coefficient_bits);
  }
  if (predicts) write_residual(bits, plan, channel);
}

bool is_side(int channel_code, std::size_t channel) {
  return channel_code == 9 ? channel == 0 : channel_code >= 8 && channel == 1;
}

}  // namespace

std::vector<unsigned char> flac_head(const test_audio<std::int32_t>& properties, const streaminfo_plan& info) {
  bit_writer bits;
  for (const char c : {'f', 'L', 'a', 'C'}) bits.write(static_cast<unsigned char>(c), 8);
  bits.write(0x80000022U, 32);  // the last block, STREAMINFO, 34 bytes
  bits.write(static_cast<unsigned>(info.min_block_size), 16);
  bits.write(static_cast<unsigned>(info.max_block_size), 16);
  bits.write(0, 48);
  bits.write(static_cast<unsigned>(properties.sample_rate), 20);
  bits.write(static_cast<std::uint64_t>(properties.num_channels - 1), 3);
  bits.write(static_cast<unsigned>(properties.bits - 1), 5);
  bits.write(static_cast<std::uint64_t>(info.num_frames), 36);
  for (int i = 0; i < 16; ++i) bits.write(0, 8);
  return bits.bytes();
}

std::vector<unsigned char> flac_frame(const frame_plan& plan, int bits_per_sample,
                                      const std::vector<samples>& channels) {
  bit_writer bits;
  bits.write(plan.variable_block_size ? 0xFFF9 : 0xFFF8, 16);
  bits.write(0x70, 8);  // the block size follows in 16 bits; the sample rate is STREAMINFO's
  bits.write(static_cast<unsigned>(plan.channel_code), 4);
  bits.write(0, 4);  // the sample size is STREAMINFO's
  write_coded_number(bits, plan.number);
  bits.write(channels.front().size() - 1, 16);
  bits.write(checksum(bits.bytes(), 8, 0x07), 8);
  for (std::size_t c = 0; c < channels.size(); ++c) {
    const subframe_plan& subframe = plan.subframes[std::min(c, plan.subframes.size() - 1)];
    write_subframe(bits, subframe, bits_per_sample + (is_side(plan.channel_code, c) ? 1 : 0), channels[c]);
  }
  bits.align();
  bits.write(checksum(bits.bytes(), 16, 0x8005), 16);
  return bits.bytes();
}

std::pair<samples, samples> stereo_coded(int channel_code, std::span<const std::int32_t> left,
                                         std::span<const std::int32_t> right) {
  samples first;
  samples second;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const std::int64_t l = left[i];
    const std::int64_t r = right[i];
    const std::int64_t coded[][2] = {{l, l - r}, {l - r, r}, {(l + r) >> 1, l - r}};
    first.push_back(channel_code < 8 ? l : coded[channel_code - 8][0]);
    second.push_back(channel_code < 8 ? r : coded[channel_code - 8][1]);
  }
  return {first, second};
}

}  // namespace test_support
