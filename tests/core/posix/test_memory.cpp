#ifdef __linux__  // mincore's last argument is of another type elsewhere

#include <cstdint>

#include <gtest/gtest.h>
#include <sys/mman.h>

#include <acestep_compat/core/audio_buffer.hpp>

namespace ac = acestep_compat;

TEST(posix_memory, returns_to_the_system_what_truncating_a_buffer_cuts_off) {
  constexpr std::int64_t frames = 8 << 20;
  constexpr std::size_t page = 4096;
  ac::audio_buffer buffer(1, frames);
  for (std::int64_t frame = 0; frame < frames; ++frame) buffer.data()[frame] = 1.0f;
  auto* end_of_all = reinterpret_cast<unsigned char*>(buffer.data() + frames);
  unsigned char resident = 0;
  ASSERT_EQ(mincore(end_of_all - page, page, &resident), 0);
  ASSERT_EQ(resident & 1, 1);
  buffer.truncate(1000);
  ASSERT_EQ(mincore(end_of_all - page, page, &resident), 0);
  EXPECT_EQ(resident & 1, 0);
}

#endif
