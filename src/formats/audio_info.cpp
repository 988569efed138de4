#include <string>
#include <utility>
#include <vector>

#include <acestep_compat/core/audio_info.hpp>

namespace acestep_compat {
inline namespace v0 {

cstring_view to_string(audio_format format) noexcept {
  switch (format) {
    case audio_format::wav:
      return "wav";
    case audio_format::rf64:
      return "rf64";
    case audio_format::w64:
      return "w64";
    case audio_format::flac:
      return "flac";
    case audio_format::ogg:
      return "ogg";
    case audio_format::opus:
      return "opus";
    case audio_format::mp3:
      return "mp3";
    case audio_format::aiff:
      return "aiff";
    case audio_format::au:
      return "au";
    case audio_format::caf:
      return "caf";
    case audio_format::unknown:
      break;
  }
  return "unknown";
}

cstring_view to_string(audio_encoding encoding) noexcept {
  switch (encoding) {
    case audio_encoding::pcm_s:
      return "PCM_S";
    case audio_encoding::pcm_u:
      return "PCM_U";
    case audio_encoding::pcm_f:
      return "PCM_F";
    case audio_encoding::flac:
      return "FLAC";
    case audio_encoding::vorbis:
      return "VORBIS";
    case audio_encoding::opus:
      return "OPUS";
    case audio_encoding::mp3:
      return "MP3";
    case audio_encoding::ulaw:
      return "ULAW";
    case audio_encoding::alaw:
      return "ALAW";
    case audio_encoding::adpcm:
      return "ADPCM";
    case audio_encoding::gsm:
      return "GSM";
    case audio_encoding::unknown:
      break;
  }
  return "UNKNOWN";
}

struct tag_list::storage {
  std::vector<std::pair<std::string, std::string>> entries;
};

tag_list::tag_list(const tag_list& other)
    : storage_(other.storage_ == nullptr ? nullptr : new storage(*other.storage_)) {}

tag_list::tag_list(tag_list&& other) noexcept : storage_(std::exchange(other.storage_, nullptr)) {}

tag_list& tag_list::operator=(tag_list other) noexcept {
  std::swap(storage_, other.storage_);
  return *this;
}

tag_list::~tag_list() {
  delete storage_;
}

std::int64_t tag_list::size() const noexcept {
  return storage_ == nullptr ? 0 : static_cast<std::int64_t>(storage_->entries.size());
}

cstring_view tag_list::key(std::int64_t index) const noexcept {
  return storage_->entries[static_cast<std::size_t>(index)].first;
}

cstring_view tag_list::value(std::int64_t index) const noexcept {
  return storage_->entries[static_cast<std::size_t>(index)].second;
}

void tag_list::add(cstring_view key, cstring_view value) {
  if (storage_ == nullptr) storage_ = new storage;
  storage_->entries.emplace_back(key.str(), value.str());
}

}  // namespace v0
}  // namespace acestep_compat
