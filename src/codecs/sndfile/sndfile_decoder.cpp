#include "codecs/sndfile/sndfile_decoder.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <acestep_compat/core/error.hpp>

#include "codecs/sndfile/sndfile_handle.hpp"
#include "codecs/sndfile/sndfile_info.hpp"
#include "codecs/sndfile/sndfile_io.hpp"
#include "samples/deinterleave.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace sndfile {

namespace {

constexpr std::int64_t scratch_samples = 16384;  // 64 KiB: stays in the cache next to the output's block

class sndfile_decoder final : public decoder {
public:
  sndfile_decoder(audio_source& source, bool with_tags) : source_(source), io_(source) {
    const SF_INFO format = open();
    info_ = sndfile_audio_info(format);
    if (with_tags) info_.tags = sndfile_tags(file_.get());
    exact_seek_ = sndfile_seeks_exactly(format);
    block_frames_ = std::max<std::int64_t>(1, scratch_samples / info_.num_channels);
  }

  std::int64_t read(audio_view output) override {
    std::int64_t done = 0;
    while (done < output.num_frames) {
      const std::int64_t wanted = std::min(block_frames_, output.num_frames - done);
      const std::int64_t got = read_block(output.frames(done, wanted));
      done += got;
      if (got < wanted) {
        note_damage();
        break;
      }
    }
    return done;
  }

  void seek(std::int64_t frame) override {
    if (frame == position_) return;
    if (exact_seek_) {
      sf_seek(file_.get(), frame, SF_SEEK_SET);
      io_.rethrow();
      position_ = frame;
      return;
    }
    if (frame < position_) open();
    skip(frame - position_);
  }

  cstring_view damage() const noexcept override { return damage_; }

private:
  std::unique_ptr<decoder> make_fork() override {
    return exact_seek_ ? std::make_unique<sndfile_decoder>(source_, false) : nullptr;
  }

  SF_INFO open() {
    SF_INFO format{};
    file_.reset();  // it refers to io_
    file_ = io_.open(format);
    if (file_ == nullptr) {
      throw decode_error(sf_strerror(nullptr), sf_error(nullptr) == SF_ERR_UNSUPPORTED_ENCODING);
    }
    decode_opus_at_full_rate(file_.get(), format);
    // libsndfile takes their channels, which follow each other, for interleaved ones.
    if ((format.format & SF_FORMAT_TYPEMASK) == SF_FORMAT_SVX && format.channels > 1) {
      throw decode_error("libsndfile does not know how IFF/8SVX stores several channels", true);
    }
    position_ = 0;
    return format;
  }

  std::int64_t read_block(audio_view output) {
    const std::int64_t channels = info_.num_channels;
    float* interleaved = output.data;
    if (channels > 1) {
      scratch_.resize(static_cast<std::size_t>(block_frames_ * channels));
      interleaved = scratch_.data();
    }
    const std::int64_t got = sf_readf_float(file_.get(), interleaved, output.num_frames);
    io_.rethrow();
    if (channels > 1) deinterleave(interleaved, output.frames(0, got));
    position_ += got;
    return got;
  }

  void skip(std::int64_t count) {
    std::vector<float> dropped(static_cast<std::size_t>(block_frames_ * info_.num_channels));
    while (count > 0) {
      const std::int64_t wanted = std::min(block_frames_, count);
      const std::int64_t got = read_block({dropped.data(), info_.num_channels, wanted, block_frames_});
      count -= got;
      if (got < wanted) break;
    }
  }

  void note_damage() {
    if (sf_error(file_.get()) != SF_ERR_NO_ERROR) {
      damage_ = sf_strerror(file_.get());
    } else if (position_ < info_.num_frames) {
      damage_ = "it ends after " + std::to_string(position_) + " of " + std::to_string(info_.num_frames) + " frames";
    }
  }

  audio_source& source_;
  sndfile_io io_;
  sndfile_handle file_;
  bool exact_seek_ = false;
  std::int64_t position_ = 0;
  std::int64_t block_frames_ = 1;
  std::vector<float> scratch_;
  std::string damage_;
};

}  // namespace

std::unique_ptr<decoder> make_sndfile_decoder(audio_source& source, bool with_tags) {
  // libsndfile would hand these to libmpg123, without asking it to be quiet: it writes on standard error.
  std::array<unsigned char, 3> start{};
  source.read_at(0, start.data(), start.size());
  const bool mpeg_sync = start[0] == 0xFF && (start[1] & 0xE0) == 0xE0;
  const bool id3 = start[0] == 'I' && start[1] == 'D' && start[2] == '3';
  if (mpeg_sync || id3) throw decode_error("it begins like MPEG audio but contains no MPEG audio frames");
  return std::make_unique<sndfile_decoder>(source, with_tags);
}

}  // namespace sndfile
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
