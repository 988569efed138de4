#pragma once

#include <cstddef>
#include <string>

#include <gtest/gtest.h>

#include <acestep_compat/core/audio_info.hpp>
#include <acestep_compat/core/audio_writer.hpp>

#include "support/bytes.hpp"
#include "support/test_audio.hpp"

namespace test_support {

/// A caller's sink that keeps what it gets.
class collecting_sink final : public acestep_compat::audio_sink {
public:
  void write(const void* data, std::size_t count) override {
    const auto* first = static_cast<const unsigned char*>(data);
    content.insert(content.end(), first, first + count);
  }
  bytes content;
};

template <typename Sample>
bytes encode(const test_audio<Sample>& audio, int sample_rate, const acestep_compat::writer_options& options) {
  collecting_sink sink;
  acestep_compat::audio_writer writer(sink, sample_rate, audio.num_channels, options);
  writer.write(audio.view());
  writer.commit();
  return sink.content;
}

template <typename Sample>
void save(const std::string& path, const test_audio<Sample>& audio, int sample_rate,
          const acestep_compat::writer_options& options = {}) {
  acestep_compat::audio_writer writer(path, sample_rate, audio.num_channels, options);
  writer.write(audio.view());
  writer.commit();
}

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
