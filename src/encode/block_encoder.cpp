#include "encode/block_encoder.hpp"

#include <algorithm>
#include <limits>
#include <type_traits>

#include "encode/large_file.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace {

/// Samples per block: they stay in the cache between conversion and encoder.
constexpr std::int64_t block_samples = 16384;

bool is_lossy(audio_encoding encoding) {
  return encoding == audio_encoding::vorbis || encoding == audio_encoding::opus || encoding == audio_encoding::mp3;
}

bool is_law(audio_encoding encoding) {
  return encoding == audio_encoding::ulaw || encoding == audio_encoding::alaw;
}

/// libsndfile encodes the most negative integer, which has no positive counterpart, as the most positive amplitude.
void keep_sign(std::int32_t* samples, std::int64_t count) {
  std::transform(samples, samples + count, samples,
                 [](std::int32_t sample) { return std::max(sample, -std::numeric_limits<std::int32_t>::max()); });
}

const void* element_of(const sample_view& samples, std::int64_t index) noexcept {
  constexpr std::int64_t sizes[] = {1, 2, 4, 4, 8};  // in sample_type's order
  return static_cast<const char*>(samples.data) + index * sizes[static_cast<std::size_t>(samples.type)];
}

}  // namespace

sample_view frames_of(const sample_view& samples, std::int64_t first, std::int64_t count) noexcept {
  sample_view part = samples;
  part.data = element_of(samples, first * samples.frame_stride);
  part.num_frames = count;
  return part;
}

sample_view channel_of(const sample_view& samples, std::int64_t channel) noexcept {
  sample_view part = samples;
  part.data = element_of(samples, channel * samples.channel_stride);
  part.num_channels = 1;
  return part;
}

block_encoder::block_encoder(byte_store& sink, const encoding_plan& plan, const tag_list* tags,
                             nonfinite_policy nonfinite)
    : sink_(sink),
      plan_(plan),
      // libsndfile cuts what u-law and A-law do not need off a 16-bit integer.
      bits_(is_law(plan.encoding) ? 16 : plan.bits_per_sample),
      block_frames_(std::max<std::int64_t>(block_samples / plan.num_channels, 1)),
      encoder_(open_encoder(sink, plan, tags)) {
  rules_.exact = !is_lossy(plan.encoding) && !is_law(plan.encoding);
  rules_.nonfinite = nonfinite;
  rules_.store_nonfinite = plan.encoding == audio_encoding::pcm_f;
  const auto size = static_cast<std::size_t>(block_frames_ * plan.num_channels);
  if (plan.encoding == audio_encoding::pcm_f && plan.bits_per_sample == 64) {
    block_.emplace<std::vector<double>>(size);
  } else if (plan.encoding == audio_encoding::pcm_f || is_lossy(plan.encoding)) {
    block_.emplace<std::vector<float>>(size);
  } else {
    block_.emplace<std::vector<std::int32_t>>(size);
  }
}

void block_encoder::append(const sample_view& samples) {
  require_room(plan_, rules_.first_frame + samples.num_frames);
  for (std::int64_t done = 0; done < samples.num_frames;) {
    const std::int64_t count = std::min(block_frames_ - pending_, samples.num_frames - done);
    convert(frames_of(samples, done, count));
    done += count;
    rules_.first_frame += count;
    pending_ += count;
    if (pending_ == block_frames_) flush();
  }
}

void block_encoder::convert(const sample_view& samples) {
  std::visit(
      [&](auto& block) {
        auto* output = block.data() + pending_ * plan_.num_channels;
        if constexpr (std::is_same_v<decltype(output), std::int32_t*>) {
          interleave(samples, bits_, rules_, output);
          if (is_law(plan_.encoding)) keep_sign(output, samples.num_frames * plan_.num_channels);
        } else {
          interleave(samples, rules_, output);
        }
      },
      block_);
}

void block_encoder::flush() {
  std::visit([&](const auto& block) { encoder_->write(block.data(), pending_); }, block_);
  pending_ = 0;
}

void block_encoder::finish() {
  if (pending_ > 0) flush();
  encoder_->finish();
  if (plan_.format == audio_format::wav && sink_.size() > largest_riff) {
    const auto num_frames = static_cast<std::uint64_t>(rules_.first_frame);
    upgrade_to_rf64(sink_, num_frames * bytes_per_frame(plan_), num_frames);
  }
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
