#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "support/test_audio.hpp"

namespace test_support {

/// How one subframe is to be written, whatever an encoder would find best.
struct subframe_plan {
  enum kind_type { constant, verbatim, fixed, linear } kind = fixed;
  int order = 2;
  std::vector<int> coefficients = {};  ///< linear only, `order` of them, the newest sample's first
  int coefficient_bits = 15;
  int shift = 0;
  int wasted_bits = 0;
  bool five_bit_parameters = false;  ///< "Rice2"
  int partition_order = 0;
  /// Of each partition, the last one repeated for the rest; -1 is an escaped partition.
  std::vector<int> parameters = {8};
};

/// How one frame is to be written. The channels are given as they are coded (mid, side, ...).
struct frame_plan {
  int channel_code = 0;  ///< number of channels - 1, or 8 left/side, 9 side/right, 10 mid/side
  std::uint64_t number = 0;
  bool variable_block_size = false;
  std::vector<subframe_plan> subframes = {};  ///< one per channel, or one for all
};

struct streaminfo_plan {
  int min_block_size = 4096;
  int max_block_size = 4096;
  std::int64_t num_frames = 0;
};

/// The beginning of a stream with these properties: "fLaC" and STREAMINFO, as the last metadata block.
std::vector<unsigned char> flac_head(const test_audio<std::int32_t>& properties, const streaminfo_plan& info);

/// One coded frame of `channels` (as coded, 33 bits at most). The checksums are computed bit by bit.
std::vector<unsigned char> flac_frame(const frame_plan& plan, int bits_per_sample,
                                      const std::vector<std::vector<std::int64_t>>& channels);

/// What a channel code makes of two channels: the pair that is coded.
std::pair<std::vector<std::int64_t>, std::vector<std::int64_t>> stereo_coded(int channel_code,
                                                                             std::span<const std::int32_t> left,
                                                                             std::span<const std::int32_t> right);

}  // namespace test_support
