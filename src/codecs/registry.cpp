#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "base/fail.hpp"
#include "base/warnings.hpp"
#include "codecs/codec.hpp"
#include "codecs/flac/flac_codec.hpp"
#include "codecs/mpeg/mpeg_codec.hpp"
#include "codecs/ogg/ogg_codecs.hpp"
#include "codecs/pcm/pcm_codecs.hpp"
#include "codecs/pcm/wave_format.hpp"
#include "codecs/sndfile/sndfile_codec.hpp"
#include "formats/format_table.hpp"
#include "io/source_parts.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

// In the order in which they are tried.
constexpr std::array codecs{&wav_codec,      &aiff_codec, &caf_codec,    &au_codec,   &flac_codec,
                            &ogg_flac_codec, &mpeg_codec, &vorbis_codec, &opus_codec, &sndfile_codec};

// Whether other programs may be asked to decode what no codec here decodes: never for damaged files of our own formats.
bool others_may_decode(audio_source& source, const content& found) {
  // libsndfile alone decodes some rare formats, and not every variant (Sphere of 32 bits).
  const bool rare = found.type == content_type::unknown && found.description != cstring_view("unknown");
  if (rare || found.type != content_type::wav) return rare;
  byte_window window(source);
  return pcm::names_other_coding(window);
}

[[noreturn]] void throw_undecodable(audio_source& source, const std::string& reason, bool foreign) {
  throw decode_error(text_of(source.name(), ": ", reason).c_str(), foreign);
}

}  // namespace

std::unique_ptr<decoder> open_decoder(audio_source& source, const call_hooks& hooks, bool with_tags) {
  const content found = sniff_content(source);
  const std::string description = found.description.str();
  switch (found.type) {
    case content_type::empty:
      throw_undecodable(source, "the file is empty", false);
    case content_type::not_audio:
      throw_undecodable(source, "this is not audio but " + description, false);
    case content_type::foreign:
      throw_undecodable(source, description + " is not decoded by this library", true);
    default:
      break;
  }

  // MPEG audio's own decoder reads the tags before it.
  std::shared_ptr<audio_source> after_tags;
  if (found.begin > 0 && found.type != content_type::mpeg_audio) {
    after_tags = std::make_shared<source_parts>(source, std::vector<byte_range>{{found.begin, source.size()}});
  }
  std::string reasons;
  bool foreign = false;
  for (const codec* candidate : codecs) {
    if (!candidate->claims(found.type)) continue;
    try {
      const open_request request{found.type, with_tags};
      auto opened = candidate->open(after_tags == nullptr ? source : *after_tags, request);
      if (opened == nullptr) continue;
      opened->set_backend(candidate->name);
      if (after_tags != nullptr) opened->keep(after_tags);
      if (!reasons.empty()) {
        warn(hooks, warning_kind::fallback, source.name(), candidate->name,
             "decoded with " + candidate->name.str() + " because another backend failed: " + reasons);
      }
      opened->complete_bit_rate(source.size());
      return opened;
    } catch (const decode_error& failure) {
      foreign = foreign || failure.foreign_container();
      reasons += (reasons.empty() ? "" : "; ") + candidate->name.str() + ": " + failure.what();
    }
  }
  foreign = foreign || others_may_decode(source, found);
  if (found.type == content_type::unknown) {
    throw_undecodable(source, "not a known audio format (" + reasons + ")", foreign);
  }
  throw_undecodable(source, "cannot be decoded as " + description + " (" + reasons + ")", foreign);
}

std::unique_ptr<encoder> open_encoder(byte_store& store, const encoding_plan& plan, const tag_list* tags) {
  for (const codec* candidate : codecs) {
    if (candidate->encode != nullptr) return candidate->encode(store, plan, tags);
  }
  fail<encode_error>(to_string(plan.format), " is not encoded by this library");
}

const codec* find_reader(audio_format format) noexcept {
  const format_row* row = find_format(format);
  if (row == nullptr) return nullptr;
  const auto found = std::find_if(codecs.begin(), codecs.end(),
                                  [&](const codec* each) { return each->claims(row->contents.front()); });
  return found == codecs.end() ? nullptr : *found;
}

const codec* find_writer(audio_format format) noexcept {
  const auto found = std::find_if(codecs.begin(), codecs.end(),
                                  [&](const codec* each) { return each->writes != nullptr && each->writes(format); });
  return found == codecs.end() ? nullptr : *found;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
