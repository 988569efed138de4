#include "encode/large_file.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "base/bytes.hpp"
#include "base/fail.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace {

constexpr std::uint64_t riff_header = 12;  // "RIFF", size, "WAVE"
constexpr std::uint64_t ds64_chunk = 36;   // "ds64", size, three 64-bit numbers, an empty table's length

/// Moves everything from `first` on back by `distance`, the last block first.
void shift(byte_store& file, std::uint64_t first, std::uint64_t distance) {
  std::vector<unsigned char> block(std::size_t{4} << 20);
  for (std::uint64_t end = file.size(); end > first;) {
    const std::uint64_t count = std::min<std::uint64_t>(block.size(), end - first);
    end -= count;
    file.read_at(end, block.data(), static_cast<std::size_t>(count));
    file.write_at(end + distance, block.data(), static_cast<std::size_t>(count));
  }
}

/// Sets the 32-bit sizes that `ds64` replaces, in the chunks from `position` to the data, to "see there".
void mark_sizes(byte_store& file, std::uint64_t position) {
  const std::array<unsigned char, 4> see_ds64{0xFF, 0xFF, 0xFF, 0xFF};
  std::array<unsigned char, 8> chunk;
  while (file.read_at(position, chunk.data(), chunk.size()) == chunk.size()) {
    if (std::memcmp(chunk.data(), "fact", 4) == 0) file.write_at(position + 8, see_ds64.data(), see_ds64.size());
    if (std::memcmp(chunk.data(), "data", 4) == 0) return file.write_at(position + 4, see_ds64.data(), see_ds64.size());
    const std::uint32_t size = load_little<std::uint32_t>(chunk.data() + 4);
    position += 8 + size + (size & 1);
  }
}

}  // namespace

void upgrade_to_rf64(byte_store& wav, std::uint64_t data_bytes, std::uint64_t num_frames) {
  shift(wav, riff_header, ds64_chunk);
  std::array<unsigned char, riff_header + ds64_chunk> header{};
  std::memcpy(header.data(), "RF64\xFF\xFF\xFF\xFFWAVEds64", 16);
  store<std::uint32_t>(header.data() + 16, ds64_chunk - 8, byte_order::little);
  store<std::uint64_t>(header.data() + 20, wav.size() - 8, byte_order::little);
  store<std::uint64_t>(header.data() + 28, data_bytes, byte_order::little);
  store<std::uint64_t>(header.data() + 36, num_frames, byte_order::little);
  wav.write_at(0, header.data(), header.size());
  mark_sizes(wav, header.size());
}

void require_room(const encoding_plan& plan, std::int64_t num_frames) {
  constexpr std::uint64_t room_for_header = 65536;
  if (plan.format != audio_format::aiff) return;
  const std::uint64_t most = (largest_riff - room_for_header) / bytes_per_frame(plan);
  if (static_cast<std::uint64_t>(num_frames) <= most) return;
  fail<encode_error>("an AIFF file of this encoding holds at most ", most,
                     " frames (4 GiB); save as caf, w64, wav or flac");
}

std::uint64_t bytes_per_frame(const encoding_plan& plan) noexcept {
  return static_cast<std::uint64_t>(plan.num_channels) * static_cast<std::uint64_t>(plan.bits_per_sample) / 8;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
