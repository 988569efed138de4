#include <algorithm>
#include <bit>
#include <string>
#include <vector>

#include "codecs/pcm/pcm_codecs.hpp"
#include "codecs/pcm/pcm_stream.hpp"
#include "samples/deinterleave.hpp"
#include "samples/sample_value.hpp"
#include "samples/simd_pcm.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace pcm {

namespace {

/// Bytes per read: few calls, but the block still lies in the cache when it is converted, and comes from the heap
/// instead of fresh pages.
constexpr std::int64_t block_bytes = 96 * 1024;

class pcm_decoder final : public decoder {
public:
  pcm_decoder(audio_source& source, const pcm_stream& stream)
      : source_(source),
        stream_(stream),
        frame_bytes_(static_cast<std::int64_t>(bytes_per_sample(stream.coding)) * stream.info.num_channels),
        block_frames_(std::max<std::int64_t>(1, block_bytes / frame_bytes_)) {
    info_ = stream.info;
    info_.bit_rate = 8 * frame_bytes_ * info_.sample_rate;
    if (stream.promised_frames >= 0) note_end(info_.num_frames, stream.promised_frames);
  }

  std::int64_t read(audio_view output) override { return read_blocks(output); }

  std::int64_t read_integers(integer_view output) override { return read_blocks(output); }

  void seek(std::int64_t frame) override { position_ = frame; }

  cstring_view damage() const noexcept override { return damage_; }

private:
  std::unique_ptr<decoder> make_fork() override { return std::make_unique<pcm_decoder>(source_, stream_); }

  template <typename Sample>
  std::int64_t read_blocks(basic_audio_view<Sample> output) {
    const std::int64_t wanted = std::min(output.num_frames, info_.num_frames - position_);
    std::int64_t done = 0;
    while (done < wanted) {
      const std::int64_t asked = std::min(block_frames_, wanted - done);
      const std::int64_t got = read_block(output.frames(done, asked));
      done += got;
      position_ += got;
      if (got < asked) {  // somebody has shortened the file meanwhile
        note_end(position_, info_.num_frames);
        break;
      }
    }
    return done;
  }

  std::int64_t read_block(audio_view output) {
    const bool as_stored = stream_.coding == sample_coding::f32 && stream_.order == native_order;
    if (as_stored && info_.num_channels == 1) {
      return read_bytes(reinterpret_cast<unsigned char*>(output.data), output.num_frames) / frame_bytes_;
    }
    const raw_frames raw = next_frames(output.num_frames);
    convert(raw.data, output.frames(0, raw.count));
    return raw.count;
  }

  std::int64_t read_block(integer_view output) {
    const raw_frames raw = next_frames(output.num_frames);
    convert(raw.data, output.frames(0, raw.count));
    return raw.count;
  }

  struct raw_frames {
    const unsigned char* data;
    std::int64_t count;
  };

  raw_frames next_frames(std::int64_t count) {
    if (const unsigned char* raw = source_.memory()) return {raw + byte_position(), count};
    block_.resize(static_cast<std::size_t>(std::min(block_frames_, info_.num_frames) * frame_bytes_));
    count = read_bytes(block_.data(), count) / frame_bytes_;
    return {block_.data(), count};
  }

  std::uint64_t byte_position() const {
    return stream_.data_offset + static_cast<std::uint64_t>(position_) * static_cast<std::uint64_t>(frame_bytes_);
  }

  std::int64_t read_bytes(unsigned char* destination, std::int64_t num_frames) {
    const auto count = static_cast<std::size_t>(num_frames * frame_bytes_);
    return static_cast<std::int64_t>(source_.read_at(byte_position(), destination, count));
  }

  void convert(const unsigned char* raw, audio_view output) {
    const auto num_frames = static_cast<std::size_t>(output.num_frames);
    if (info_.num_channels == 1) {
      convert_samples(stream_.coding, stream_.order, raw, num_frames, output.data);
    } else if (info_.num_channels == 2) {
      convert_pairs(stream_.coding, stream_.order, raw, num_frames, output.channel(0), output.channel(1));
    } else {
      convert_many(raw, output);
    }
  }

  void convert_many(const unsigned char* raw, audio_view output) {
    interleaved_.resize(static_cast<std::size_t>(output.num_frames * info_.num_channels));
    convert_samples(stream_.coding, stream_.order, raw, interleaved_.size(), interleaved_.data());
    deinterleave(interleaved_.data(), output);
  }

  void convert(const unsigned char* raw, integer_view output) {
    with_coding(stream_.coding, stream_.order, [&]<sample_coding coding, byte_order order>() {
      for (std::int64_t channel = 0; channel < output.num_channels; ++channel) {
        const unsigned char* at = raw + channel * static_cast<std::int64_t>(bytes_per_sample(coding));
        std::int32_t* samples = output.channel(channel);
        for (std::int64_t frame = 0; frame < output.num_frames; ++frame, at += frame_bytes_) {
          samples[frame] = integer_value<coding, order>(at);
        }
      }
    });
  }

  void note_end(std::int64_t there, std::int64_t promised) {
    damage_ = "it ends after " + std::to_string(there) + " of " + std::to_string(promised) + " frames";
  }

  audio_source& source_;
  pcm_stream stream_;
  std::int64_t frame_bytes_;
  std::int64_t block_frames_;
  std::int64_t position_ = 0;
  std::vector<unsigned char> block_;
  std::vector<float> interleaved_;
  std::string damage_;
};

std::unique_ptr<decoder> decode(audio_source& source, const std::optional<pcm_stream>& stream) {
  if (!stream) return nullptr;
  return std::make_unique<pcm_decoder>(source, *stream);
}

bool is_wav(content_type content) noexcept {
  return content == content_type::wav || content == content_type::rf64 || content == content_type::w64;
}

template <content_type Content>
bool is(content_type content) noexcept {
  return content == Content;
}

std::unique_ptr<decoder> open_wav(audio_source& source, const open_request& request) {
  byte_window window(source);
  return decode(source,
                request.content == content_type::w64 ? parse_w64(window) : parse_wav(window, request.with_tags));
}

std::unique_ptr<decoder> open_aiff(audio_source& source, const open_request& request) {
  byte_window window(source);
  return decode(source, parse_aiff(window, request.with_tags));
}

std::unique_ptr<decoder> open_caf(audio_source& source, const open_request& request) {
  byte_window window(source);
  return decode(source, parse_caf(window, request.with_tags));
}

std::unique_ptr<decoder> open_au(audio_source& source, const open_request&) {
  byte_window window(source);
  return decode(source, parse_au(window));
}

}  // namespace

}  // namespace pcm

constinit const codec wav_codec{"wav", pcm::is_wav, pcm::open_wav};
constinit const codec aiff_codec{"aiff", pcm::is<content_type::aiff>, pcm::open_aiff};
constinit const codec caf_codec{"caf", pcm::is<content_type::caf>, pcm::open_caf};
constinit const codec au_codec{"au", pcm::is<content_type::au>, pcm::open_au};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
