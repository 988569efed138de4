#pragma once

#include <cstdint>

#include "codecs/encoding_plan.hpp"
#include "io/byte_store.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The size up to which 32-bit chunk sizes hold.
inline constexpr std::uint64_t largest_riff = 0xFFFFFFFF;

/// Turns a complete WAV file into RF64 (EBU Tech 3306): a `ds64` chunk with 64-bit sizes is inserted after the header,
/// and what follows moves back. For files beyond `largest_riff`, whose 32-bit sizes have wrapped around.
void upgrade_to_rf64(byte_store& wav, std::uint64_t data_bytes, std::uint64_t num_frames);

/// Throws encode_error when `num_frames` frames do not fit into a file of the format: AIFF ends at 4 GiB.
void require_room(const encoding_plan& plan, std::int64_t num_frames);

/// The bytes of one frame of PCM (or u-law, A-law).
std::uint64_t bytes_per_frame(const encoding_plan& plan) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
