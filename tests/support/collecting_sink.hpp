#pragma once

#include <acestep_compat/core/audio_writer.hpp>

#include "support/song.hpp"
#include "support/temporary_folder.hpp"

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
bytes encode(const planar_audio<Sample>& audio, int sample_rate, const acestep_compat::writer_options& options) {
  collecting_sink sink;
  acestep_compat::audio_writer writer(sink, sample_rate, audio.num_channels, options);
  writer.write(audio.view());
  writer.commit();
  return sink.content;
}

template <typename Sample>
void save(const std::string& path, const planar_audio<Sample>& audio, int sample_rate,
          const acestep_compat::writer_options& options = {}) {
  acestep_compat::audio_writer writer(path, sample_rate, audio.num_channels, options);
  writer.write(audio.view());
  writer.commit();
}

}  // namespace test_support
