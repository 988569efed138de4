#include <acestep_compat/core/audio_reader.hpp>

#include "pipeline/file_load.hpp"

namespace acestep_compat {
inline namespace v0 {

loaded_buffer load_audio(audio_source& source, const load_options& options, const call_hooks& hooks) {
  return detail::file_load(source, options, hooks).run();
}

}  // namespace v0
}  // namespace acestep_compat
