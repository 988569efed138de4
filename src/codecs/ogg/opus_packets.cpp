#include "codecs/ogg/opus_packets.hpp"

#include <algorithm>
#include <cstring>

#include <acestep_compat/core/error.hpp>

#include "formats/vorbis_comment.hpp"
#include "samples/deinterleave.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

namespace {

constexpr int sample_rate = 48000;
constexpr int longest_packet = 5760;  // frames: 120 ms
constexpr std::string_view tags_begin = "OpusTags";

// One mono or stereo stream whose channels are where they are.
bool is_single(const opus_header& header) noexcept {
  return header.num_streams == 1 && header.num_channels == 1 + header.num_coupled_streams && header.mapping[0] == 0 &&
         (header.num_channels == 1 || header.mapping[1] == 1);
}

}  // namespace

bool opus_packets::read_header(const ogg_packet& packet) noexcept {
  const auto size = static_cast<std::size_t>(packet.bytes);
  if (header_.num_channels > 0) {
    return size >= tags_begin.size() && std::memcmp(packet.packet, tags_begin.data(), tags_begin.size()) == 0;
  }
  const auto header = parse_opus_header(packet.packet, size);
  if (header) header_ = *header;
  return header.has_value();
}

// Families 0 and 1 are those of loudspeakers, 2 has Ambisonics and 255 channels without a meaning; later ones have
// other tables (RFC 7845, section 5.1.1; RFC 8486).
bool opus_packets::is_supported() const noexcept {
  return header_.mapping_family <= 2 || header_.mapping_family == 255;
}

void opus_packets::read_tags(const ogg_packet& packet, tag_list& tags) const {
  read_vorbis_comment({packet.packet + tags_begin.size(), static_cast<std::size_t>(packet.bytes) - tags_begin.size()},
                      tags);
}

void opus_packets::describe(audio_info& info) const {
  info.sample_rate = sample_rate;
  info.num_channels = header_.num_channels;
  info.format = audio_format::opus;
  info.encoding = audio_encoding::opus;
}

std::int64_t opus_packets::count_frames(const ogg_packet& packet) const noexcept {
  return std::max(0, opus_packet_get_nb_samples(packet.packet, static_cast<opus_int32>(packet.bytes), sample_rate));
}

void opus_packets::start() {
  int code = OPUS_OK;
  if (is_single(header_)) {
    single_.reset(opus_decoder_create(sample_rate, header_.num_channels, &code));
    if (single_ != nullptr) code = opus_decoder_ctl(single_.get(), OPUS_SET_GAIN(header_.output_gain));
  } else {
    multiple_.reset(opus_multistream_decoder_create(sample_rate, header_.num_channels, header_.num_streams,
                                                    header_.num_coupled_streams, header_.mapping.data(), &code));
    if (multiple_ != nullptr) code = opus_multistream_decoder_ctl(multiple_.get(), OPUS_SET_GAIN(header_.output_gain));
  }
  if (code != OPUS_OK) throw decode_error(opus_strerror(code));
  decoded_.resize(static_cast<std::size_t>(longest_packet * header_.num_channels));
}

int opus_packets::decode(const ogg_packet& packet) noexcept {
  const auto size = static_cast<opus_int32>(packet.bytes);
  if (single_ != nullptr) {
    return opus_decode_float(single_.get(), packet.packet, size, decoded_.data(), longest_packet, 0);
  }
  return opus_multistream_decode_float(multiple_.get(), packet.packet, size, decoded_.data(), longest_packet, 0);
}

void opus_packets::copy(std::int64_t first, audio_view output) const noexcept {
  deinterleave(decoded_.data() + first * header_.num_channels, output);
}

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
