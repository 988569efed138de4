#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

/// Gives everything in a FLAC stream that looks like a frame the checksums that it should have. Without that nearly
/// every mutated input would be refused before its samples are looked at.
void repair_flac_checksums(std::span<std::uint8_t> stream);
