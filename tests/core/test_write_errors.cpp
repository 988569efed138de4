// A write that fails anywhere, in the header, in the middle or in the last bytes, must not be taken for success.

#include <cerrno>

#include <gtest/gtest.h>

#include <acestep_compat/core/audio_writer.hpp>
#include <acestep_compat/core/error.hpp>

#include "encode/block_encoder.hpp"
#include "encode/encoding_plan.hpp"
#include "io/byte_store.hpp"
#include "support/song.hpp"
#include "support/writing.hpp"

namespace ac = acestep_compat;
namespace detail = ac::detail;
using test_support::song;

namespace {

constexpr std::int64_t num_frames = 48000;

/// A disk that is full beyond `room` bytes, or whose write number `writes_until_failure` fails.
class failing_sink final : public detail::byte_store {
public:
  void write_at(std::uint64_t offset, const void* data, std::size_t count) override {
    if (offset + count > room || num_writes++ == failing_write) throw ac::io_error(ENOSPC, "disk");
    memory_.write_at(offset, data, count);
  }
  std::size_t read_at(std::uint64_t offset, void* destination, std::size_t count) override {
    return memory_.read_at(offset, destination, count);
  }
  std::uint64_t size() const noexcept override { return memory_.size(); }

  std::uint64_t room = UINT64_MAX;
  std::int64_t failing_write = -1;
  std::int64_t num_writes = 0;

private:
  detail::memory_store memory_;
};

void encode_into(detail::byte_store& sink, ac::audio_format format) {
  ac::writer_options options;
  options.format = format;
  auto plan = detail::make_encoding_plan(options, 48000, 2);
  detail::choose_depth(plan, ac::sample_type::float32);
  detail::block_encoder encoder(sink, plan, nullptr, ac::nonfinite_policy::raise);
  encoder.append(song(2, num_frames).view());
  encoder.finish();
}

int error_code_of(detail::byte_store& sink, ac::audio_format format) {
  try {
    encode_into(sink, format);
  } catch (const ac::io_error& failure) {
    return failure.code();
  }
  return 0;
}

class write_error : public testing::TestWithParam<ac::audio_format> {};

INSTANTIATE_TEST_SUITE_P(formats, write_error, test_support::every_written_format(), test_support::name_of_format);

}  // namespace

TEST_P(write_error, is_thrown_wherever_the_disk_is_full) {
  failing_sink whole;
  encode_into(whole, GetParam());
  const std::uint64_t size = whole.size();
  for (const std::uint64_t room : {std::uint64_t{0}, std::uint64_t{10}, size / 2, size - 500, size - 250, size - 1}) {
    failing_sink sink;
    sink.room = room;
    EXPECT_EQ(error_code_of(sink, GetParam()), ENOSPC) << room << " of " << size << " bytes";
  }
}

TEST_P(write_error, is_thrown_whichever_write_fails) {
  failing_sink whole;
  encode_into(whole, GetParam());
  const std::int64_t last = whole.num_writes - 1;
  for (const std::int64_t failing : {std::int64_t{0}, std::int64_t{1}, last / 2, last - 1, last}) {
    failing_sink sink;
    sink.failing_write = failing;
    EXPECT_EQ(error_code_of(sink, GetParam()), ENOSPC) << "write " << failing << " of " << last;
  }
}

TEST(audio_writer, hands_the_error_of_a_sink_to_the_caller) {
  class refusing_sink final : public ac::audio_sink {
    void write(const void*, std::size_t) override { throw ac::io_error(EPIPE, "pipe"); }
  };
  refusing_sink sink;
  ac::writer_options options;
  options.format = ac::audio_format::wav;
  ac::audio_writer writer(sink, 48000, 2, options);
  writer.write(song(2, 100).view());
  EXPECT_THROW(writer.commit(), ac::io_error);
  EXPECT_THROW(writer.commit(), ac::encode_error) << "a writer that failed is done";
}
