// A second file with the same headers: their inline functions may be defined in both.
#include <acestep_compat/acestep_compat.hpp>

at::Tensor load_twice(const char* path) {
  const auto loaded = acestep_compat::load_audio_safe_batch({path, path});
  return loaded[0].waveform.equal(loaded[1].waveform) ? loaded[1].waveform : at::Tensor();
}
