#include <array>
#include <memory>
#include <string>
#include <vector>

#include "base/fail.hpp"
#include "base/warnings.hpp"
#include "codecs/backend.hpp"
#include "codecs/flac/flac_backend.hpp"
#include "codecs/mpeg/mpeg_decoder.hpp"
#include "codecs/ogg/ogg_codecs.hpp"
#include "codecs/pcm/pcm_decoder.hpp"
#include "codecs/pcm/wave_format.hpp"
#include "codecs/sndfile/sndfile_decoder.hpp"
#include "formats/format_table.hpp"
#include "io/source_parts.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

// In the order in which they are tried.
constexpr std::array backends{
    backend{"wav", wav_claims, open_wav_decoder},
    backend{"aiff", aiff_claims, open_aiff_decoder},
    backend{"caf", caf_claims, open_caf_decoder},
    backend{"au", au_claims, open_au_decoder},
    backend{"flac", flac_claims, open_flac_decoder},
    backend{"flac", ogg_flac_claims, open_ogg_flac_decoder},  // the same decoder behind Ogg's pages
    backend{"mpg123", mpg123_claims, open_mpg123_decoder},
    backend{"vorbis", vorbis_claims, open_vorbis_decoder},
    backend{"opus", opus_claims, open_opus_decoder},
    backend{"sndfile", sndfile_claims, open_sndfile_decoder},
};

// Whether other programs may decode what no backend here does: never damaged files of the formats that are decoded
// here.
bool others_may_decode(audio_source& source, const content& found) {
  // libsndfile alone decodes some rare formats, and not every variant (Sphere of 32 bits).
  const bool rare = found.type == content_type::unknown && found.description != cstring_view("unknown");
  if (rare || found.type != content_type::wav) return rare;
  byte_window window(source);
  return names_other_coding(window);
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

  // The tags of MPEG audio are its decoder's.
  std::shared_ptr<audio_source> after_tags;
  if (found.begin > 0 && found.type != content_type::mpeg_audio) {
    after_tags = std::make_shared<source_parts>(source, std::vector<byte_range>{{found.begin, source.size()}});
  }
  std::string reasons;
  bool foreign = false;
  for (const backend& candidate : backends) {
    if (!candidate.claims(found.type)) continue;
    try {
      const open_request request{found.type, hooks, with_tags};
      auto opened = candidate.open(after_tags == nullptr ? source : *after_tags, request);
      if (opened == nullptr) continue;
      if (after_tags != nullptr) opened->keep(after_tags);
      if (!reasons.empty()) {
        warn(hooks, warning_kind::fallback, source.name(), candidate.name,
             "decoded with " + candidate.name.str() + " because another backend failed: " + reasons);
      }
      opened->complete_bit_rate(source.size());
      return opened;
    } catch (const decode_error& failure) {
      foreign = foreign || failure.foreign_container();
      reasons += (reasons.empty() ? "" : "; ") + candidate.name.str() + ": " + failure.what();
    }
  }
  foreign = foreign || others_may_decode(source, found);
  if (found.type == content_type::unknown) {
    throw_undecodable(source, "not a known audio format (" + reasons + ")", foreign);
  }
  throw_undecodable(source, "cannot be decoded as " + description + " (" + reasons + ")", foreign);
}

cstring_view reading_backend(audio_format format) noexcept {
  const format_row* row = find_format(format);
  if (row == nullptr) return "";
  for (const backend& candidate : backends) {
    if (candidate.claims(row->contents.front())) return candidate.name;
  }
  return "";
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
