// Large outputs lie in memory of their own from VirtualAlloc.

#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <cstdint>

#include <gtest/gtest.h>
#include <windows.h>

#include <acestep_compat/core/audio_buffer.hpp>

namespace ac = acestep_compat;

namespace {

MEMORY_BASIC_INFORMATION region_of(const void* address) {
  MEMORY_BASIC_INFORMATION found{};
  EXPECT_NE(VirtualQuery(address, &found, sizeof found), 0u);
  return found;
}

}  // namespace

TEST(windows_memory, belongs_to_one_large_buffer_and_goes_with_it) {
  const void* address = nullptr;
  {
    ac::audio_buffer buffer(2, 4 << 20);
    address = buffer.data();
    EXPECT_EQ(region_of(address).State, DWORD{MEM_COMMIT});
    EXPECT_EQ(region_of(address).Type, DWORD{MEM_PRIVATE});
    EXPECT_GE(region_of(address).RegionSize, std::size_t{2} * 4 * (4 << 20));
  }
  EXPECT_EQ(region_of(address).State, DWORD{MEM_FREE});
}

TEST(windows_memory, returns_to_the_system_what_truncating_a_buffer_cuts_off) {
  constexpr std::int64_t frames = 8 << 20;
  ac::audio_buffer buffer(2, frames);
  float* last = buffer.data() + 2 * frames - 1;
  *last = 1.0f;
  buffer.data()[0] = 2.0f;
  buffer.truncate(1000);
  EXPECT_EQ(region_of(last).State, DWORD{MEM_RESERVE});
  EXPECT_EQ(buffer.data()[0], 2.0f);
}

TEST(windows_memory, holds_outputs_beyond_4_gib) {
  constexpr std::int64_t frames = (std::int64_t{5} << 30) / 4;
  ac::audio_buffer buffer(1, frames);
  EXPECT_EQ(buffer.data()[frames - 1], 0.0f);
  buffer.data()[frames - 1] = 1.0f;
  EXPECT_EQ(buffer.data()[frames - 1], 1.0f);
}
