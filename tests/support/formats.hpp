#pragma once

#include <string>

#include <gtest/gtest.h>

#include <acestep_compat/core/audio_info.hpp>

namespace test_support {

/// Every format that files are written in, for INSTANTIATE_TEST_SUITE_P.
inline auto every_written_format() {
  using acestep_compat::audio_format;
  return testing::Values(audio_format::wav, audio_format::rf64, audio_format::w64, audio_format::flac,
                         audio_format::ogg, audio_format::opus, audio_format::mp3, audio_format::aiff, audio_format::au,
                         audio_format::caf);
}

inline std::string name_of_format(const testing::TestParamInfo<acestep_compat::audio_format>& tested) {
  return acestep_compat::to_string(tested.param).str();
}

}  // namespace test_support
