#include "info.hpp"

#include <string>
#include <vector>

#include <pybind11/stl.h>

#include <acestep_compat/core/channel_order.hpp>

#include "errors.hpp"
#include "register.hpp"
#include "source.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

py::tuple read_info(source& from) {
  call_context call(from.errors());
  try {
    const audio_info info = call.run([&] { return read_audio_info(from.bytes()); });
    from.leave_at_start();
    return to_tuple(info);
  } catch (...) {
    from.leave_at_start();
    throw;
  }
}

// An encoding that only other programs know has WAV's order.
audio_encoding to_encoding(const std::string& name) {
  for (const audio_encoding ordered : {audio_encoding::vorbis, audio_encoding::opus}) {
    if (to_string(ordered) == name) return ordered;
  }
  return audio_encoding::unknown;
}

std::vector<int> wav_order(const std::string& encoding, int num_channels) {
  std::vector<int> places;
  for (int channel = 0; channel < num_channels; ++channel) {
    places.push_back(place_of_channel(to_encoding(encoding), num_channels, channel));
  }
  return places;
}

}  // namespace

py::tuple to_tuple(const audio_info& info) {
  py::dict tags;
  for (std::int64_t index = 0; index < info.tags.size(); ++index) {
    tags[to_text(info.tags.key(index))] = to_text(info.tags.value(index));
  }
  return py::make_tuple(info.sample_rate, info.num_frames, info.num_channels, info.bits_per_sample,
                        to_text(to_string(info.encoding)), to_text(to_string(info.format)), to_text(info.backend),
                        std::move(tags), info.bit_rate, info.priming_frames);
}

void register_info(py::module_& module) {
  module.def("read_info", &read_info, py::arg("source"),
             "(sample_rate, num_frames, num_channels, bits_per_sample, encoding, format, backend, tags, bit_rate, "
             "priming_frames), without decoding.");
  module.def("wav_order", &wav_order, py::arg("encoding"), py::arg("num_channels"),
             "For each channel of WAV's order of loudspeakers, its place among a file's channels.");
}

}  // namespace acestep_compat::python
