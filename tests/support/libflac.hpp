#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "support/test_audio.hpp"

namespace test_support {

/// Settings of libFLAC's encoder; -1 leaves what `level` sets.
struct flac_settings {
  int level = 5;
  int block_size = -1;
  int max_lpc_order = -1;
  int coefficient_bits = -1;
  int mid_side = -1;
  int max_partition_order = -1;
  bool escape_coding = false;
  bool knows_length = true;
  std::vector<std::pair<std::string, std::string>> tags = {};
};

/// A FLAC stream made by libFLAC.
std::vector<unsigned char> encode_with_libflac(const test_audio<std::int32_t>& samples,
                                               const flac_settings& settings = {});

/// What libFLAC decodes, and the errors that it reported.
struct libflac_result {
  test_audio<std::int32_t> samples;
  int num_errors = 0;
  bool is_stream = false;
};
libflac_result decode_with_libflac(const unsigned char* data, std::size_t size);

}  // namespace test_support
