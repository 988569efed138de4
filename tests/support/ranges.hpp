#pragma once

#include <cstdint>
#include <memory>

#include "support/decoding.hpp"

namespace test_support {

/// A file's bytes, opened by the backend that decodes them.
struct opened_file {
  explicit opened_file(bytes content)
      : source(std::move(content)), decoder(acestep_compat::detail::open_decoder(source, {}, true)) {}
  positional_source source;
  std::unique_ptr<acestep_compat::detail::decoder> decoder;
};

/// The frames [first, first + count), by a seek.
planar read_range(acestep_compat::detail::decoder& decoder, std::int64_t first, std::int64_t count);

planar slice(const planar& audio, std::int64_t first, std::int64_t count);

/// Same shape, same bits (a zero has a sign).
bool bit_equal(const planar& a, const planar& b);

}  // namespace test_support
