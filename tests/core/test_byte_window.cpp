#include <algorithm>
#include <cstring>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "io/byte_window.hpp"

namespace ac = acestep_compat;
using ac::detail::byte_window;

namespace {

/// The bytes 0, 1, ... 255, 0, ..., with a note of every read.
class noting_source final : public ac::audio_source {
public:
  explicit noting_source(std::size_t size) : bytes_(size) { std::iota(bytes_.begin(), bytes_.end(), std::uint8_t{0}); }

  std::size_t read_at(std::uint64_t offset, void* destination, std::size_t count) override {
    reads.push_back(count);
    if (offset >= bytes_.size()) return 0;
    const std::size_t got = std::min<std::size_t>(count, bytes_.size() - offset);
    std::memcpy(destination, bytes_.data() + offset, got);
    return got;
  }
  std::uint64_t size() override { return opened_size_; }
  ac::cstring_view name() const noexcept override { return "noted"; }

  void shrink(std::size_t size) { bytes_.resize(size); }

  std::vector<std::size_t> reads;

private:
  std::vector<std::uint8_t> bytes_;
  std::size_t opened_size_ = bytes_.size();
};

void expect_count_from(std::span<const unsigned char> bytes, std::uint64_t offset) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    ASSERT_EQ(bytes[i], static_cast<unsigned char>(offset + i)) << "at " << offset + i;
  }
}

}  // namespace

TEST(byte_window, shows_any_part_in_any_order) {
  noting_source source(1'000'000);
  byte_window window(source);
  constexpr std::uint64_t offsets[] = {0, 10, 4'000, 4'090, 70'000, 69'990, 999'000, 3, 500'000};
  constexpr std::size_t counts[] = {1, 200, 5'000, 200'000};
  for (const std::uint64_t offset : offsets) {
    for (const std::size_t count : counts) {
      const auto bytes = window.at(offset, count);
      EXPECT_EQ(bytes.size(), std::min<std::uint64_t>(count, 1'000'000 - offset));
      expect_count_from(bytes, offset);
      EXPECT_GE(window.at_least(offset, count).size(), bytes.size());
      expect_count_from(window.at_least(offset, count), offset);
    }
  }
}

TEST(byte_window, shows_nothing_after_the_end) {
  noting_source source(100);
  byte_window window(source);
  EXPECT_TRUE(window.at(100, 1).empty());
  EXPECT_TRUE(window.at(~std::uint64_t{0}, 1).empty());
  EXPECT_EQ(window.at(99, 10).size(), 1u);
}

TEST(byte_window, reads_little_for_a_header) {
  noting_source source(10'000'000);
  byte_window window(source);
  window.at(0, 12);
  window.at(12, 100);
  window.at(5'000'000, 4);
  EXPECT_EQ(source.reads, (std::vector<std::size_t>{4096, 4096}));
}

TEST(byte_window, walks_in_blocks_that_grow) {
  noting_source source(10'000'000);
  byte_window window(source);
  for (std::uint64_t offset = 0; offset + 4 < 10'000'000; offset += 400)
    expect_count_from(window.at(offset, 4), offset);
  EXPECT_LT(source.reads.size(), 100u);
  EXPECT_EQ(*std::max_element(source.reads.begin(), source.reads.end()), 128u * 1024);
}

TEST(byte_window, reads_no_byte_twice_on_its_way) {
  noting_source source(1'000'000);
  byte_window window(source);
  for (std::uint64_t offset = 0; offset < 1'000'000; offset += 3'000) window.at(offset, 50'000);
  EXPECT_EQ(std::accumulate(source.reads.begin(), source.reads.end(), std::size_t{0}), 1'000'000u);
}

TEST(byte_window, shows_memory_in_place) {
  const std::vector<unsigned char> bytes(300, 7);
  const auto source = ac::audio_source::from_memory(bytes.data(), bytes.size());
  byte_window window(*source);
  EXPECT_EQ(window.at(20, 30).data(), bytes.data() + 20);
  EXPECT_EQ(window.at(20, 30).size(), 30u);
  EXPECT_EQ(window.at_least(20, 30).size(), 280u);
}

TEST(byte_window, notices_that_its_source_has_shrunk) {
  noting_source source(100'000);
  byte_window window(source);
  EXPECT_EQ(window.source_size(), 100'000u);
  source.shrink(50'000);
  EXPECT_EQ(window.at(49'000, 4'000).size(), 1'000u);
  EXPECT_EQ(window.source_size(), 50'000u);
}

TEST(byte_window, may_be_copied) {
  noting_source source(100'000);
  byte_window window(source);
  window.at(10, 10);
  byte_window copy = window;
  window.at(90'000, 10);
  expect_count_from(copy.at(10, 10), 10);
}
