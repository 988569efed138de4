#include <acestep_compat/core/audio_writer.hpp>

#include "codecs/backend.hpp"
#include "codecs/sndfile/sndfile_encoder.hpp"
#include "formats/format_table.hpp"

namespace acestep_compat {
inline namespace v0 {

std::int64_t format_list::size() const noexcept {
  return static_cast<std::int64_t>(detail::format_table().size());
}

format_support format_list::at(std::int64_t index) const {
  const audio_format format = detail::format_table()[static_cast<std::size_t>(index)].format;
  // A libsndfile that encodes a codec decodes it, too: both depend on the same build option.
  const bool writes = detail::sndfile_writes(format);
  const cstring_view reader = detail::reading_backend(format);
  const bool reads = writes || reader != "sndfile";
  return {format, reads, writes, reads ? reader : cstring_view(), writes ? "sndfile" : ""};
}

format_list supported_formats() noexcept {
  return {};
}

}  // namespace v0
}  // namespace acestep_compat
