#pragma once

#include <cstdint>
#include <optional>

#include <acestep_compat/core/audio_source.hpp>

namespace acestep_compat::inline v0::detail::ogg {

/// One link of a chained Ogg file: the bytes [begin, end), a file of its own.
struct link {
  std::uint64_t begin;
  std::uint64_t end;
};

/// The link that begins at or behind byte `offset`; none when no page follows. Files that were written one after the
/// other (RFC 3533, section 4) are told apart by the serial numbers of their pages: two neighbours of the same number
/// count as one. Reads a few pages.
std::optional<link> find_link(audio_source& source, std::uint64_t offset);

/// A part of another source.
class link_source final : public audio_source {
public:
  link_source(audio_source& whole, link part) noexcept : whole_(whole), part_(part) {}

  std::size_t read_at(std::uint64_t offset, void* destination, std::size_t count) override;
  std::uint64_t size() override { return part_.end - part_.begin; }
  cstring_view name() const noexcept override { return whole_.name(); }
  const unsigned char* memory() const noexcept override;

private:
  audio_source& whole_;
  link part_;
};

}  // namespace acestep_compat::inline v0::detail::ogg
