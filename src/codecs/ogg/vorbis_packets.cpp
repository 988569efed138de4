#include "codecs/ogg/vorbis_packets.hpp"

#include <algorithm>
#include <utility>

#include <acestep_compat/core/error.hpp>

#include "formats/vorbis_comment.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

vorbis_packets::vorbis_packets() noexcept {
  vorbis_info_init(&info_);
  vorbis_comment_init(&comment_);
}

vorbis_packets::~vorbis_packets() {
  if (can_decode_) {
    vorbis_block_clear(&block_);
    vorbis_dsp_clear(&dsp_);
  }
  vorbis_comment_clear(&comment_);
  vorbis_info_clear(&info_);
}

bool vorbis_packets::read_header(ogg_packet& packet) noexcept {
  return vorbis_synthesis_headerin(&info_, &comment_, &packet) == 0;
}

void vorbis_packets::read_tags(const ogg_packet& packet, tag_list& tags) const {
  constexpr long prefix = 7;  // packet type and "vorbis"
  read_vorbis_comment({packet.packet + prefix, static_cast<std::size_t>(packet.bytes - prefix)}, tags);
}

void vorbis_packets::describe(audio_info& info) const {
  info.sample_rate = static_cast<int>(info_.rate);
  info.num_channels = info_.channels;
  info.format = audio_format::ogg;
  info.encoding = audio_encoding::vorbis;
}

std::int64_t vorbis_packets::count_frames(ogg_packet& packet) noexcept {
  const long window = vorbis_packet_blocksize(&info_, &packet);
  if (window <= 0) return 0;
  const long before = std::exchange(counted_window_, window);
  return before > 0 ? (before + window) / 4 : 0;
}

void vorbis_packets::start() {
  if (can_decode_) {
    vorbis_synthesis_restart(&dsp_);
  } else {
    if (vorbis_synthesis_init(&dsp_, &info_) != 0) throw decode_error("libvorbis cannot decode with these headers");
    vorbis_block_init(&dsp_, &block_);
    can_decode_ = true;
  }
  num_decoded_ = 0;
}

int vorbis_packets::decode(ogg_packet packet) noexcept {
  vorbis_synthesis_read(&dsp_, num_decoded_);
  num_decoded_ = 0;
  // What has to be cut is known already; libvorbis would do it a second time.
  packet.granulepos = -1;
  packet.e_o_s = 0;
  if (vorbis_synthesis(&block_, &packet) != 0 || vorbis_synthesis_blockin(&dsp_, &block_) != 0) return -1;
  num_decoded_ = vorbis_synthesis_pcmout(&dsp_, &decoded_);
  return num_decoded_;
}

void vorbis_packets::copy(std::int64_t first, audio_view output) const noexcept {
  for (std::int64_t c = 0; c < output.num_channels; ++c) {
    std::copy_n(decoded_[c] + first, output.num_frames, output.channel(c));
  }
}

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
