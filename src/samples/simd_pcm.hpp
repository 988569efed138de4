#pragma once

#include <cstddef>

#include "base/bytes.hpp"
#include "samples/sample_coding.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

// The kernels of PCM decoding, for the best instruction set that the CPU has. All of them give the same bits. They
// touch no byte outside the samples that they are given; nothing needs to be aligned.

/// Converts `count` samples one after the other.
void convert_samples(sample_coding coding, byte_order order, const unsigned char* raw, std::size_t count,
                     float* output);

/// Converts `num_frames` interleaved pairs into two planes.
void convert_pairs(sample_coding coding, byte_order order, const unsigned char* raw, std::size_t num_frames,
                   float* left, float* right);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
