#pragma once

#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

#include <acestep_compat/core/audio_info.hpp>
#include <acestep_compat/core/audio_view.hpp>
#include <acestep_compat/core/audio_writer.hpp>

#include "codecs/encoder.hpp"
#include "encode/sample_conversion.hpp"
#include "io/byte_store.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Converts samples to what the encoder takes and hands them on in blocks of one size, so that the file does not
/// depend on how its samples were cut into calls (libvorbis looks at the length of the first one).
class block_encoder {
public:
  block_encoder(byte_store& sink, const encoding_plan& plan, const tag_list* tags, nonfinite_policy nonfinite);

  void append(const sample_view& samples);
  void finish();

private:
  void convert(const sample_view& samples);
  void flush();

  byte_store& sink_;
  encoding_plan plan_;
  int bits_;
  std::int64_t block_frames_;
  std::int64_t pending_ = 0;  // frames in the block
  conversion_rules rules_;    // its first frame: how many came so far
  std::variant<std::vector<std::int32_t>, std::vector<float>, std::vector<double>> block_;
  std::unique_ptr<encoder> encoder_;
};

/// The frames [first, first + count) of a view.
sample_view frames_of(const sample_view& samples, std::int64_t first, std::int64_t count) noexcept;
/// One channel of a view.
sample_view channel_of(const sample_view& samples, std::int64_t channel) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
