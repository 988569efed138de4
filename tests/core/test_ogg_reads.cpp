// How much of an Ogg file is read, which decides how long it takes to ask a slow disk or a network for it.

#include <cstdint>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include <acestep_compat/core/audio_source.hpp>

#include "codecs/decoder.hpp"
#include "support/commands.hpp"
#include "support/decoding.hpp"
#include "support/temporary_folder.hpp"

namespace ac = acestep_compat;
using namespace test_support;

namespace {

class counting_source final : public ac::audio_source {
public:
  explicit counting_source(bytes content) : content_(std::move(content)) {}

  std::size_t read_at(std::uint64_t offset, void* destination, std::size_t count) override {
    const std::size_t got = content_.read_at(offset, destination, count);
    if (offset == 0) ++reads_of_head;
    bytes_read += got;
    return got;
  }
  std::uint64_t size() override { return content_.size(); }
  ac::cstring_view name() const noexcept override { return content_.name(); }

  int reads_of_head = 0;
  std::uint64_t bytes_read = 0;

private:
  positional_source content_;
};

// Finding out that it is Ogg reads the first 4096 bytes; Ogg is read in pieces of 16384.
constexpr int sniffing = 1;
constexpr std::uint64_t sniffed = 4096;
constexpr std::uint64_t piece = 16384;

bytes encode(const char* command, int num_seconds) {
  const temporary_folder folder;
  write_song_wav(folder, 48000, 2, num_seconds);
  run_command(folder, command);
  return read_file(folder / "song.ogg");
}

}  // namespace

class plain_ogg : public testing::TestWithParam<const char*> {
protected:
  counting_source file{encode(GetParam(), 20)};
  counting_source short_file{encode(GetParam(), 1)};
};

TEST_P(plain_ogg, is_opened_with_one_read_of_its_head_and_one_of_its_end) {
  const auto opened = ac::detail::open_decoder(file, {}, true);
  EXPECT_EQ(file.reads_of_head, sniffing + 1);
  EXPECT_EQ(file.bytes_read, sniffed + 2 * piece);
}

TEST_P(plain_ogg, is_decoded_without_reading_any_page_again) {
  const auto opened = ac::detail::open_decoder(file, {}, true);
  EXPECT_FALSE(read_all(*opened).samples.empty());
  EXPECT_EQ(file.reads_of_head, sniffing + 1);
  EXPECT_EQ(file.bytes_read, sniffed + piece + file.size());
}

TEST_P(plain_ogg, is_read_once_when_it_is_short) {
  ASSERT_LT(short_file.size(), 2 * piece);
  const auto opened = ac::detail::open_decoder(short_file, {}, true);
  EXPECT_FALSE(read_all(*opened).samples.empty());
  EXPECT_EQ(short_file.bytes_read, sniffed + short_file.size());
}

INSTANTIATE_TEST_SUITE_P(codecs, plain_ogg,
                         testing::Values("oggenc -Q -q 3 song.wav -o song.ogg", "opusenc --quiet song.wav song.ogg"),
                         [](const auto& tested) { return std::string(tested.index == 0 ? "vorbis" : "opus"); });
