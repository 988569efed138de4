#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <acestep_compat/core/error.hpp>

#include "codecs/decoded_block.hpp"
#include "codecs/mpeg/frame_scan.hpp"
#include "codecs/mpeg/id3_tags.hpp"
#include "codecs/mpeg/mpeg_codec.hpp"
#include "codecs/mpeg/mpg123_handle.hpp"
#include "codecs/mpeg/preroll.hpp"
#include "samples/deinterleave.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace mpeg {

namespace {

// A Layer III decoder's output is 528 + 1 samples later than the encoder's input; LAME's delay does not count them.
constexpr std::int64_t decoder_delay = 529;

// A decoder for whole frames of one stream, without libmpg123's own search for frames and gapless cut.
mpg123_pointer open_frame_decoder(const frame_scan& scan) {
  mpg123_pointer handle =
      make_mpg123_handle(MPG123_FORCE_FLOAT | MPG123_SKIP_ID3V2 | MPG123_IGNORE_INFOFRAME | MPG123_NO_READAHEAD);
  const auto require = [&](int result) {
    if (result != MPG123_OK) throw decode_error(mpg123_strerror(handle.get()));
  };
  if (scan.free_format_size() > 0) {
    require(mpg123_param(handle.get(), MPG123_FREEFORMAT_SIZE, scan.free_format_size() - 4, 0.0));
  }
  // One output format, so that a stream that changes between mono and stereo keeps its channels.
  const mpeg_header& header = scan.header();
  require(mpg123_format_none(handle.get()));
  require(mpg123_format(handle.get(), header.sample_rate, header.num_channels == 1 ? MPG123_MONO : MPG123_STEREO,
                        MPG123_ENC_FLOAT_32));
  require(mpg123_open_feed(handle.get()));
  return handle;
}

// In bit/s; 0 for free format. Counts of an information frame are 32 bits each.
std::int64_t bit_rate_of(const frame_scan& scan) {
  const mpeg_header& header = scan.header();
  const auto& tag = scan.info_tag();
  if (!tag || !tag->is_variable || tag->num_frames <= 0 || tag->num_bytes <= 0) return header.bit_rate;
  const std::int64_t num_samples = tag->num_frames * header.samples_per_frame();
  return (tag->num_bytes * 8 * header.sample_rate + num_samples / 2) / num_samples;
}

class mpeg_decoder final : public decoder {
public:
  explicit mpeg_decoder(const frame_scan& scan) : scan_(scan) {
    const mpeg_header& header = scan_.header();
    const std::int64_t num_mpeg_frames = scan_.num_frames();
    samples_ = header.samples_per_frame();
    end_ = num_mpeg_frames * samples_;
    if (const auto& tag = scan_.info_tag(); tag && tag->encoder_delay >= 0) {
      begin_ = std::min(end_, tag->encoder_delay + decoder_delay);
      // With more frames than announced another file was appended: the padding is not at the end.
      if (tag->num_frames >= num_mpeg_frames) {
        end_ = std::clamp(tag->num_frames * samples_ - tag->encoder_padding + decoder_delay, begin_, end_);
      }
    }
    position_ = begin_;
    info_.sample_rate = header.sample_rate;
    info_.num_frames = end_ - begin_;
    info_.num_channels = header.num_channels;
    info_.format = audio_format::mp3;
    info_.encoding = audio_encoding::mp3;
    info_.bit_rate = bit_rate_of(scan_);
    info_.priming_frames = begin_;
    if (info_.num_frames == 0) throw decode_error("the MPEG audio frames contain no samples");
    describe_damage(num_mpeg_frames);
  }

  std::int64_t read(audio_view output) override {
    return read_decoded(
        output, position_, end_, block_, [this] { return decode_frame(); },
        [this](std::int64_t first, audio_view to) { copy_planar(first, to); });
  }

  void seek(std::int64_t frame) override {
    position_ = begin_ + frame;
    if (position_ >= block_.begin && position_ < block_.end) return;
    const std::int64_t first = find_preroll(scan_, position_ / samples_);
    // Decoding on and dropping frames is as exact, and cheaper when the pre-roll would begin before the current frame.
    const bool decode_on = handle_ && position_ >= block_.end && first * samples_ <= block_.end;
    if (decode_on) {
      scan_.seek(block_.end / samples_);
    } else {
      scan_.seek(first);
      handle_.reset();
      block_ = {first * samples_, first * samples_};
    }
  }

  cstring_view damage() const noexcept override { return damage_; }

  void set_tags(tag_list tags) noexcept { info_.tags = std::move(tags); }

private:
  std::unique_ptr<decoder> make_fork() override { return std::make_unique<mpeg_decoder>(scan_); }
  bool decode_frame();
  const unsigned char* without_missing_data(const mpeg_frame& frame);
  void copy_planar(std::int64_t first, audio_view output) const noexcept;
  void describe_damage(std::int64_t num_found);

  // Positions count samples per channel from the first decoded one on, encoder delay included.
  frame_scan scan_;
  mpg123_pointer handle_;  // made by the first read: asking for the info costs no decoder
  int samples_ = 0;        // per MPEG frame
  std::int64_t begin_ = 0;
  std::int64_t end_ = 0;
  std::int64_t position_ = 0;
  const float* decoded_ = nullptr;  // one frame, interleaved, in libmpg123's memory; null for one that it rejects
  decoded_block block_;
  int reservoir_ = 0;  // bytes of main data that the decoder got since it was opened
  std::array<unsigned char, max_mpeg_frame_size> silent_frame_;
  bool rejected_ = false;  // whether libmpg123 did not take a frame
  std::string damage_;
};

// Decodes the next frame; false at the end of the file.
bool mpeg_decoder::decode_frame() {
  mpeg_frame frame;
  const std::uint64_t junk_before = scan_.junk_bytes();
  const bool found = scan_.next(frame);
  if (!found || scan_.junk_bytes() > junk_before) describe_damage(found ? scan_.num_frames() : scan_.position());
  if (!found) return false;
  if (!handle_) {
    handle_ = open_frame_decoder(scan_);
    reservoir_ = 0;
  }
  decoded_ = nullptr;
  block_ = {frame.index * samples_, (frame.index + 1) * samples_};
  int result = mpg123_feed(handle_.get(), without_missing_data(frame), static_cast<std::size_t>(frame.size));
  unsigned char* bytes = nullptr;
  std::size_t size = 0;
  do {
    off_t number = 0;
    if (result == MPG123_OK || result == MPG123_NEW_FORMAT) {
      result = mpg123_decode_frame(handle_.get(), &number, &bytes, &size);
    }
  } while (result == MPG123_NEW_FORMAT);
  const auto expected = sizeof(float) * static_cast<std::size_t>(samples_ * info_.num_channels);
  if (result == MPG123_OK && size == expected) {
    decoded_ = reinterpret_cast<const float*>(bytes);
  } else {
    handle_.reset();  // whatever it still holds must not meet the next frame
    rejected_ = true;
    describe_damage(scan_.num_frames());
  }
  return true;
}

// The bytes to decode `frame` from: its own or, when its main data begin before the place where decoding began, those
// of a silent frame that carries the same main data for the frames after it. What libmpg123 makes of missing data of an
// MPEG-2 frame may be an error, and from there on the synthesis filter bank would be in another phase.
const unsigned char* mpeg_decoder::without_missing_data(const mpeg_frame& frame) {
  const bool missing = frame.main_data_begin > reservoir_;
  const int available = reservoir_;
  const bool mpeg1 = scan_.header().version == mpeg_version::mpeg1;
  reservoir_ = std::min(reservoir_ + frame.main_data_size, mpeg1 ? 511 : 255);
  if (!missing) return frame.data;
  const auto end = std::copy_n(frame.data, frame.size, silent_frame_.begin());
  const auto side_info = silent_frame_.begin() + frame.side_info_offset;
  std::fill(side_info, end - frame.main_data_size, std::uint8_t{0});
  // The main data have to "begin" with the first byte there is: libmpg123 hands only these on to the next frame.
  side_info[0] = static_cast<unsigned char>(mpeg1 ? available >> 1 : available);
  if (mpeg1) side_info[1] = static_cast<unsigned char>((available & 1) << 7);
  return silent_frame_.data();
}

void mpeg_decoder::copy_planar(std::int64_t first, audio_view output) const noexcept {
  if (decoded_ != nullptr) return deinterleave(decoded_ + first * info_.num_channels, output);
  for (std::int64_t c = 0; c < info_.num_channels; ++c) std::fill_n(output.channel(c), output.num_frames, 0.0F);
}

void mpeg_decoder::describe_damage(std::int64_t num_found) {
  damage_.clear();
  const auto add = [&](const std::string& clause) { damage_ += (damage_.empty() ? "" : ", ") + clause; };
  // Some encoders count the information frame too.
  const auto& tag = scan_.info_tag();
  if (tag && tag->num_frames > num_found + 1) {
    add("it ends after " + std::to_string(num_found) + " of " + std::to_string(tag->num_frames) + " MPEG frames");
  } else if (scan_.cut_short()) {
    add("its last MPEG frame is cut short");
  }
  if (scan_.junk_bytes() > 0) add(std::to_string(scan_.junk_bytes()) + " bytes between its frames are not MPEG audio");
  if (rejected_) add("libmpg123 rejects some of its frames");
}

bool is_mpeg_audio(content_type content) noexcept {
  return content == content_type::mpeg_audio;
}

std::unique_ptr<decoder> open_mpeg(audio_source& source, const open_request& request) {
  auto opened = std::make_unique<mpeg_decoder>(frame_scan(source));
  if (request.with_tags) opened->set_tags(read_id3_tags(source));
  return opened;
}

}  // namespace

}  // namespace mpeg

constinit const codec mpeg_codec{"mpg123", mpeg::is_mpeg_audio, mpeg::open_mpeg};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
