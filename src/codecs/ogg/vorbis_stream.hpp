#pragma once

#include <vorbis/codec.h>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

/// libvorbis' objects of one stream; they begin with the three header packets.
class vorbis_stream {
public:
  vorbis_stream() noexcept {
    vorbis_info_init(&info_);
    vorbis_comment_init(&comment_);
  }
  vorbis_stream(const vorbis_stream&) = delete;
  vorbis_stream& operator=(const vorbis_stream&) = delete;
  ~vorbis_stream() {
    if (decodes_) {
      vorbis_block_clear(&block_);
      vorbis_dsp_clear(&dsp_);
    }
    vorbis_comment_clear(&comment_);
    vorbis_info_clear(&info_);
  }

  vorbis_info& info() noexcept { return info_; }
  const vorbis_comment& comment() const noexcept { return comment_; }

  /// False for a packet that is not the next header.
  bool read_header(ogg_packet& packet) noexcept { return vorbis_synthesis_headerin(&info_, &comment_, &packet) == 0; }
  /// The size of the window of an audio packet, < 0 for one that is broken.
  long window_size(ogg_packet& packet) noexcept { return vorbis_packet_blocksize(&info_, &packet); }

  /// Builds the decoding tables when it is called for the first time; forgets the packets decoded before otherwise.
  bool start() noexcept {
    if (decodes_) {
      vorbis_synthesis_restart(&dsp_);
    } else if (vorbis_synthesis_init(&dsp_, &info_) == 0) {
      vorbis_block_init(&dsp_, &block_);
      decodes_ = true;
    }
    return decodes_;
  }
  bool started() const noexcept { return decodes_; }
  bool decode(ogg_packet& packet) noexcept {
    return vorbis_synthesis(&block_, &packet) == 0 && vorbis_synthesis_blockin(&dsp_, &block_) == 0;
  }
  /// How many frames are ready, and where each channel's lie.
  int ready(float**& channels) noexcept { return vorbis_synthesis_pcmout(&dsp_, &channels); }
  void consume(int count) noexcept { vorbis_synthesis_read(&dsp_, count); }

private:
  vorbis_info info_;
  vorbis_comment comment_;
  vorbis_dsp_state dsp_;
  vorbis_block block_;
  bool decodes_ = false;
};

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
