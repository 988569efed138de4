#pragma once

#include <cstddef>

#include "support/bytes.hpp"

namespace test_support {

/// Makes the checksum of the Ogg page at `offset` valid again (RFC 3533: polynomial 0x04c11db7, no inversion,
/// the field itself counted as zero).
void write_page_checksum(bytes& content, std::size_t offset);
/// Of every page that begins with "OggS".
void write_all_page_checksums(bytes& content);

}  // namespace test_support
