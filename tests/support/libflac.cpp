#include "support/libflac.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>

#include <FLAC/metadata.h>
#include <FLAC/stream_decoder.h>
#include <FLAC/stream_encoder.h>

namespace test_support {

namespace {

void require(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(std::string("libFLAC: ") + what);
}

struct memory_file {
  std::vector<unsigned char> bytes;
  std::size_t position = 0;
};

FLAC__StreamEncoderWriteStatus on_write(const FLAC__StreamEncoder*, const FLAC__byte* data, std::size_t size, unsigned,
                                        unsigned, void* user) {
  auto& file = *static_cast<memory_file*>(user);
  if (file.bytes.size() < file.position + size) file.bytes.resize(file.position + size);
  std::memcpy(file.bytes.data() + file.position, data, size);
  file.position += size;
  return FLAC__STREAM_ENCODER_WRITE_STATUS_OK;
}

FLAC__StreamEncoderSeekStatus on_seek(const FLAC__StreamEncoder*, FLAC__uint64 offset, void* user) {
  static_cast<memory_file*>(user)->position = offset;
  return FLAC__STREAM_ENCODER_SEEK_STATUS_OK;
}

FLAC__StreamEncoderTellStatus on_tell(const FLAC__StreamEncoder*, FLAC__uint64* offset, void* user) {
  *offset = static_cast<memory_file*>(user)->position;
  return FLAC__STREAM_ENCODER_TELL_STATUS_OK;
}

struct decoding {
  const unsigned char* next;
  const unsigned char* end;
  libflac_result result;
  std::vector<std::vector<std::int32_t>> channels = {};
};

FLAC__StreamDecoderReadStatus on_read(const FLAC__StreamDecoder*, FLAC__byte* buffer, std::size_t* size, void* user) {
  auto& state = *static_cast<decoding*>(user);
  *size = std::min(*size, static_cast<std::size_t>(state.end - state.next));
  if (*size == 0) return FLAC__STREAM_DECODER_READ_STATUS_END_OF_STREAM;
  std::memcpy(buffer, state.next, *size);
  state.next += *size;
  return FLAC__STREAM_DECODER_READ_STATUS_CONTINUE;
}

FLAC__StreamDecoderWriteStatus on_frame(const FLAC__StreamDecoder*, const FLAC__Frame* frame,
                                        const FLAC__int32* const channels[], void* user) {
  auto& state = *static_cast<decoding*>(user);
  state.result.samples.bits = static_cast<int>(frame->header.bits_per_sample);
  state.channels.resize(std::max<std::size_t>(state.channels.size(), frame->header.channels));
  for (unsigned c = 0; c < frame->header.channels; ++c) {
    state.channels[c].insert(state.channels[c].end(), channels[c], channels[c] + frame->header.blocksize);
  }
  return FLAC__STREAM_DECODER_WRITE_STATUS_CONTINUE;
}

void on_metadata(const FLAC__StreamDecoder*, const FLAC__StreamMetadata* metadata, void* user) {
  auto& state = *static_cast<decoding*>(user);
  libflac_result& result = state.result;
  if (metadata->type != FLAC__METADATA_TYPE_STREAMINFO) return;
  result.is_stream = true;
  result.samples.sample_rate = static_cast<int>(metadata->data.stream_info.sample_rate);
  result.samples.bits = static_cast<int>(metadata->data.stream_info.bits_per_sample);
  state.channels.resize(metadata->data.stream_info.channels);
}

void on_error(const FLAC__StreamDecoder*, FLAC__StreamDecoderErrorStatus, void* user) {
  ++static_cast<decoding*>(user)->result.num_errors;
}

using encoder_handle = std::unique_ptr<FLAC__StreamEncoder, decltype(&FLAC__stream_encoder_delete)>;
using decoder_handle = std::unique_ptr<FLAC__StreamDecoder, decltype(&FLAC__stream_decoder_delete)>;
using metadata_handle = std::unique_ptr<FLAC__StreamMetadata, decltype(&FLAC__metadata_object_delete)>;

metadata_handle make_tags(const flac_settings& settings) {
  metadata_handle block(FLAC__metadata_object_new(FLAC__METADATA_TYPE_VORBIS_COMMENT), FLAC__metadata_object_delete);
  for (const auto& [key, value] : settings.tags) {
    FLAC__StreamMetadata_VorbisComment_Entry entry;
    FLAC__metadata_object_vorbiscomment_entry_from_name_value_pair(&entry, key.c_str(), value.c_str());
    FLAC__metadata_object_vorbiscomment_append_comment(block.get(), entry, /*copy=*/false);
  }
  return block;
}

}  // namespace

std::vector<unsigned char> encode_with_libflac(const test_audio<std::int32_t>& samples, const flac_settings& settings) {
  const encoder_handle handle(FLAC__stream_encoder_new(), FLAC__stream_encoder_delete);
  FLAC__StreamEncoder* encoder = handle.get();
  FLAC__stream_encoder_set_streamable_subset(encoder, false);
  FLAC__stream_encoder_set_verify(encoder, true);
  FLAC__stream_encoder_set_channels(encoder, static_cast<unsigned>(samples.num_channels));
  FLAC__stream_encoder_set_bits_per_sample(encoder, static_cast<unsigned>(samples.bits));
  FLAC__stream_encoder_set_sample_rate(encoder, static_cast<unsigned>(samples.sample_rate));
  FLAC__stream_encoder_set_compression_level(encoder, static_cast<unsigned>(settings.level));
  const auto set = [encoder](auto setter, int value) {
    if (value >= 0) setter(encoder, static_cast<unsigned>(value));
  };
  set(FLAC__stream_encoder_set_blocksize, settings.block_size);
  set(FLAC__stream_encoder_set_max_lpc_order, settings.max_lpc_order);
  set(FLAC__stream_encoder_set_qlp_coeff_precision, settings.coefficient_bits);
  set(FLAC__stream_encoder_set_do_mid_side_stereo, settings.mid_side);
  set(FLAC__stream_encoder_set_max_residual_partition_order, settings.max_partition_order);
  FLAC__stream_encoder_set_do_escape_coding(encoder, settings.escape_coding);
  const metadata_handle tags = make_tags(settings);
  FLAC__StreamMetadata* blocks[] = {tags.get()};
  if (!settings.tags.empty()) FLAC__stream_encoder_set_metadata(encoder, blocks, 1);

  memory_file file;
  // Without seeking, libFLAC cannot go back to write the length.
  const auto seek = settings.knows_length ? on_seek : nullptr;
  const auto tell = settings.knows_length ? on_tell : nullptr;
  require(FLAC__stream_encoder_init_stream(encoder, on_write, seek, tell, nullptr, &file) ==
              FLAC__STREAM_ENCODER_INIT_STATUS_OK,
          "the encoder does not take these settings");
  std::vector<const FLAC__int32*> channels;
  for (std::int64_t c = 0; c < samples.num_channels; ++c) channels.push_back(samples[c].data());
  require(FLAC__stream_encoder_process(encoder, channels.data(), static_cast<unsigned>(samples.num_frames)) &&
              FLAC__stream_encoder_finish(encoder),
          "encoding failed");
  return file.bytes;
}

libflac_result decode_with_libflac(const unsigned char* data, std::size_t size) {
  const decoder_handle decoder(FLAC__stream_decoder_new(), FLAC__stream_decoder_delete);
  decoding state{data, data + size, {}, {}};
  require(FLAC__stream_decoder_init_stream(decoder.get(), on_read, nullptr, nullptr, nullptr, nullptr, on_frame,
                                           on_metadata, on_error, &state) == FLAC__STREAM_DECODER_INIT_STATUS_OK,
          "the decoder does not start");
  FLAC__stream_decoder_process_until_end_of_stream(decoder.get());
  // A damaged stream may change its number of channels: the shorter ones end in silence.
  test_audio<std::int32_t>& samples = state.result.samples;
  samples.num_channels = static_cast<std::int64_t>(state.channels.size());
  for (const auto& channel : state.channels) {
    samples.num_frames = std::max(samples.num_frames, static_cast<std::int64_t>(channel.size()));
  }
  for (auto& channel : state.channels) {
    channel.resize(static_cast<std::size_t>(samples.num_frames));
    samples.samples.insert(samples.samples.end(), channel.begin(), channel.end());
  }
  return std::move(state.result);
}

}  // namespace test_support
