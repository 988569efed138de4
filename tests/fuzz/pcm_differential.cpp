#include "fuzz/pcm_differential.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <sndfile.h>

#include <acestep_compat/core/audio_buffer.hpp>

#include "support/decoding.hpp"

namespace ac = acestep_compat;
namespace detail = ac::detail;
using test_support::test_audio;

namespace {

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

void require_same(const test_audio<float>& part, const test_audio<float>& whole, std::size_t first, const char* what) {
  for (std::int64_t c = 0; c < part.num_channels; ++c) {
    require(first + part[c].size() <= whole[c].size(), what);
    if (part[c].empty()) continue;
    require(std::memcmp(part[c].data(), whole[c].data() + first, part[c].size() * sizeof(float)) == 0, what);
  }
}

/// Bytes in memory as libsndfile sees them.
struct memory_file {
  const std::uint8_t* data;
  sf_count_t size;
  sf_count_t position = 0;
};

SF_VIRTUAL_IO memory_functions() {
  SF_VIRTUAL_IO functions{};
  functions.get_filelen = [](void* user) { return static_cast<memory_file*>(user)->size; };
  functions.seek = [](sf_count_t offset, int whence, void* user) {
    auto& file = *static_cast<memory_file*>(user);
    const sf_count_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? file.position : file.size;
    return file.position = std::max<sf_count_t>(0, base + offset);
  };
  functions.read = [](void* to, sf_count_t count, void* user) {
    auto& file = *static_cast<memory_file*>(user);
    count = std::clamp<sf_count_t>(count, 0, std::max<sf_count_t>(0, file.size - file.position));
    std::memcpy(to, file.data + file.position, static_cast<std::size_t>(count));
    file.position += count;
    return count;
  };
  functions.tell = [](void* user) { return static_cast<memory_file*>(user)->position; };
  return functions;
}

/// Whether the file is nothing but chunks of even size that end where it ends, each of a kind that every reader takes
/// the same way, and one of them holds samples.
bool has_one_reading(const std::uint8_t* data, std::size_t size) {
  if (size < 12) return false;
  const std::string container(data, data + 4);
  if (container != "RIFF" && container != "FORM") return false;
  int num_formats = 0;
  int num_data = 0;
  for (std::size_t at = 12; at < size;) {
    if (size - at < 8) return false;
    const std::string id(data + at, data + at + 4);
    std::size_t length = 0;
    for (std::size_t i = 0; i < 4; ++i) length = length << 8 | data[at + (container == "FORM" ? 4 + i : 7 - i)];
    if (length % 2 == 1 || length == 0 || length > size - at - 8) return false;
    if (id == "fmt " || id == "COMM") {
      // libsndfile reads a plain format at most 18 or 22 bytes long the same way; longer ones have more fields.
      ++num_formats;
    } else if (id == "data" || id == "SSND") {
      if (num_formats == 0) return false;
      ++num_data;
    } else if (id != "fact" && id != "FVER" && id != "JUNK") {
      return false;
    }
    if (id == "fact" && length < 4) return false;
    at += 8 + length;
  }
  return num_formats == 1 && num_data == 1;
}

void compare_with_libsndfile(const std::uint8_t* data, std::size_t size, const ac::audio_info& info,
                             const test_audio<float>& decoded) {
  memory_file memory{data, static_cast<sf_count_t>(size)};
  SF_VIRTUAL_IO functions = memory_functions();
  SF_INFO theirs{};
  SNDFILE* file = sf_open_virtual(&functions, SFM_READ, &theirs, &memory);
  if (file == nullptr) return;
  require(theirs.channels == info.num_channels, "another number of channels than libsndfile's");
  require(theirs.samplerate == info.sample_rate, "another sample rate than libsndfile's");
  require(theirs.frames == info.num_frames, "another number of frames than libsndfile's");
  std::vector<float> interleaved(decoded.samples.size());
  const sf_count_t count = decoded.num_frames;
  require(sf_readf_float(file, interleaved.data(), count) == count, "more frames than libsndfile gives");
  sf_close(file);
  for (std::int64_t c = 0; c < decoded.num_channels; ++c) {
    for (std::int64_t i = 0; i < decoded.num_frames; ++i) {
      const float theirs_here = interleaved[static_cast<std::size_t>(i * decoded.num_channels + c)];
      require(std::memcmp(&decoded.at(c, i), &theirs_here, sizeof(float)) == 0, "other samples than libsndfile's");
    }
  }
}

}  // namespace

void check_pcm(const std::uint8_t* data, std::size_t size, detail::content_type content, const detail::codec& own) {
  const auto source = ac::audio_source::from_memory(data, size);
  const auto decoder = own.open(*source, {content, true});
  test_support::positional_source file({data, data + size});
  const auto other = own.open(file, {content, false});
  require((decoder == nullptr) == (other == nullptr), "tags decide whether the file is known");
  if (decoder == nullptr) return;
  const ac::audio_info& info = decoder->info();
  require(info.num_frames == other->info().num_frames, "tags change the length");
  require(info.num_frames * info.num_channels <= static_cast<std::int64_t>(size), "more samples than bytes");

  // A header may claim 65,535 channels: a block must not hold more frames than there are.
  const std::int64_t block = std::clamp<std::int64_t>(info.num_frames, 1, 1000);
  const test_audio<float> whole = test_support::read_all(*decoder, block);
  require(whole.num_frames == info.num_frames, "fewer frames than told");
  require_same(test_support::read_all(*other, std::min<std::int64_t>(block, 37)), whole, 0,
               "other samples from a file than from memory");
  const std::int64_t target = info.num_frames * 2 / 3;
  other->seek(target);
  require_same(test_support::read_all(*other, block), whole, static_cast<std::size_t>(target),
               "other samples after seeking");
  if (has_one_reading(data, size)) compare_with_libsndfile(data, size, info, whole);
}
