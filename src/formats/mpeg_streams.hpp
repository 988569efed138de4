#pragma once

#include <string_view>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Whether `bytes` begin with packets of an MPEG transport stream: 188 bytes each that begin with 0x47 (ISO 13818-1,
/// 2.4.3); Blu-ray puts a time stamp of 4 bytes before each.
bool is_transport_stream(std::string_view bytes) noexcept;

/// Whether `bytes` begin with AAC in LOAS frames: 11 bits of sync and 13 of the size that follows (ISO 14496-3, 1.7.2).
bool is_loas(std::string_view bytes) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
