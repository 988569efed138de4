#include "codecs/mpeg/id3_tags.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>
#include <string_view>

#include "codecs/mpeg/mpg123_handle.hpp"
#include "formats/id3_genre.hpp"
#include "formats/tag_keys.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace mpeg {

namespace {

// The source as libmpg123's callbacks see it; an exception must not pass through C.
struct source_reader {
  audio_source& source;
  std::uint64_t position = 0;
  std::exception_ptr failure;

  static mpg123_ssize_t read(void* self, void* destination, std::size_t count) noexcept {
    auto& reader = *static_cast<source_reader*>(self);
    try {
      const std::size_t got = reader.source.read_at(reader.position, destination, count);
      reader.position += got;
      return static_cast<mpg123_ssize_t>(got);
    } catch (...) {
      reader.failure = std::current_exception();
      return -1;
    }
  }

  static off_t seek(void* self, off_t offset, int whence) noexcept {
    auto& reader = *static_cast<source_reader*>(self);
    try {
      std::uint64_t from = 0;
      if (whence == SEEK_CUR) from = reader.position;
      if (whence == SEEK_END) from = reader.source.size();
      const auto base = static_cast<off_t>(from);
      if (base + offset < 0) return -1;
      reader.position = static_cast<std::uint64_t>(base + offset);
      return base + offset;
    } catch (...) {
      reader.failure = std::current_exception();
      return -1;
    }
  }
};

// libmpg123 translates the names of ID3v2.2.
std::string_view key_of_frame(std::string_view frame) {
  const std::string_view key = find_tag_key(&tag_key::id3, frame);
  return key.empty() ? find_tag_key(&tag_key::id3_before_24, frame) : key;
}

// How many bytes follow the first one of a character in UTF-8; -1 for a byte that begins none.
int bytes_after(unsigned char lead) noexcept {
  if (lead < 0x80) return 0;
  if ((lead & 0xE0) == 0xC0) return 1;
  if ((lead & 0xF0) == 0xE0) return 2;
  return (lead & 0xF8) == 0xF0 ? 3 : -1;
}

// Whether the bytes are UTF-8 with something beyond ASCII in it.
bool is_utf8_beyond_ascii(std::string_view bytes) {
  bool beyond = false;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[at++]);
    const int more = bytes_after(lead);
    if (more < 0) return false;
    beyond = beyond || more > 0;
    for (int count = 0; count < more; ++count, ++at) {
      if (at == bytes.size() || (static_cast<unsigned char>(bytes[at]) & 0xC0) != 0x80) return false;
    }
  }
  return beyond;
}

// LAME and other writers put UTF-8 where Latin-1 is meant; libmpg123 then encodes it once more.
std::string without_double_encoding(std::string value) {
  std::string bytes;
  for (std::size_t at = 0; at < value.size(); ++at) {
    const auto lead = static_cast<unsigned char>(value[at]);
    if (lead < 0x80) {
      bytes += value[at];
    } else if ((lead & 0xFC) == 0xC0 && at + 1 < value.size()) {  // U+0080 .. U+00FF
      bytes += static_cast<char>(lead << 6 | (value[++at] & 0x3F));
    } else {
      return value;
    }
  }
  return is_utf8_beyond_ascii(bytes) ? bytes : value;
}

// Of several values the first; none when it is empty.
void add(tag_list& tags, const char* frame, const mpg123_string& text) {
  if (text.p == nullptr || text.fill == 0 || *text.p == '\0') return;
  const std::string value = without_double_encoding({text.p, strnlen(text.p, text.fill)});
  const std::string key(key_of_frame({frame, 4}));
  if (!key.empty()) tags.add(key, key == "genre" ? genre_text(value) : value);
}

tag_list texts_of(const mpg123_id3v2& tag) {
  tag_list tags;
  for (std::size_t i = 0; i < tag.texts; ++i) add(tags, tag.text[i].id, tag.text[i].text);
  if (tag.comment != nullptr) add(tags, "COMM", *tag.comment);
  return tags;
}

// A field of ID3v1: Latin-1 (or what writers put there), filled up with zeros or spaces.
template <std::size_t Size>
void add(tag_list& tags, cstring_view key, const char (&field)[Size]) {
  std::string_view text(field, strnlen(field, Size));
  text = text.substr(0, text.find_last_not_of(' ') + 1);
  std::string value;
  if (is_utf8_beyond_ascii(text)) {
    value = text;
    text = {};
  }
  for (const char letter : text) {
    const auto code = static_cast<unsigned char>(letter);
    if (code < 0x80) {
      value += letter;
    } else {
      value += static_cast<char>(0xC0 | code >> 6);
      value += static_cast<char>(0x80 | (code & 0x3F));
    }
  }
  if (!value.empty()) tags.add(key, value);
}

tag_list texts_of(const mpg123_id3v1& tag) {
  tag_list tags;
  add(tags, "title", tag.title);
  add(tags, "artist", tag.artist);
  add(tags, "album", tag.album);
  add(tags, "date", tag.year);
  add(tags, "comment", tag.comment);
  // ID3v1.1: a zero and then the track number at the end of the comment.
  if (tag.comment[28] == 0 && tag.comment[29] != 0) {
    tags.add("tracknumber", std::to_string(static_cast<unsigned char>(tag.comment[29])));
  }
  const std::string genre = genre_text(std::to_string(tag.genre));
  if (!genre.empty() && genre.front() > '9') tags.add("genre", genre);
  return tags;
}

}  // namespace

tag_list read_id3_tags(audio_source& source) {
  source_reader reader{source, 0, nullptr};
  const mpg123_pointer handle = make_mpg123_handle(0);
  mpg123_id3v1* version1 = nullptr;
  mpg123_id3v2* version2 = nullptr;
  long rate = 0;
  int channels = 0;
  int encoding = 0;
  // Asking for the format makes libmpg123 read up to the first frame, and so the tags.
  if (mpg123_replace_reader_handle(handle.get(), source_reader::read, source_reader::seek, nullptr) == MPG123_OK &&
      mpg123_open_handle(handle.get(), &reader) == MPG123_OK) {
    mpg123_getformat(handle.get(), &rate, &channels, &encoding);
    mpg123_id3(handle.get(), &version1, &version2);
  }
  if (reader.failure) std::rethrow_exception(reader.failure);
  tag_list tags;
  if (version2 != nullptr) tags = texts_of(*version2);
  if (tags.size() == 0 && version1 != nullptr) tags = texts_of(*version1);
  return tags;
}

}  // namespace mpeg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
