#include <acestep_compat/core/audio_writer.hpp>

#include "codecs/codec.hpp"
#include "codecs/sndfile/sndfile_codec.hpp"
#include "formats/format_table.hpp"

namespace acestep_compat {
inline namespace v0 {

std::int64_t format_list::size() const noexcept {
  return static_cast<std::int64_t>(detail::format_table().size());
}

format_support format_list::at(std::int64_t index) const {
  const audio_format format = detail::format_table()[static_cast<std::size_t>(index)].format;
  const detail::codec* reader = detail::find_reader(format);
  const detail::codec* writer = detail::find_writer(format);
  // A codec of libsndfile decodes what it encodes: both depend on the same build option.
  if (reader == &detail::sndfile_codec && writer == nullptr) reader = nullptr;
  const auto name_of = [](const detail::codec* known) { return known != nullptr ? known->name : cstring_view(); };
  return {format, reader != nullptr, writer != nullptr, name_of(reader), name_of(writer)};
}

format_list supported_formats() noexcept {
  return {};
}

}  // namespace v0
}  // namespace acestep_compat
