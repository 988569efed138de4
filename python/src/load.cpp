#include <string>

#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/load_integers.hpp>

#include "arguments.hpp"
#include "dlpack.hpp"
#include "register.hpp"
#include "source.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

// Seconds that were given, even those that say what the defaults do, are not to be mixed with frames.
void set_range_in_seconds(load_options& options, const py::object& offset, const py::object& duration) {
  if (offset.is_none() && duration.is_none()) return;
  if (options.frame_offset != 0 || options.num_frames != -1) {
    throw py::value_error(
        "give either offset/duration in seconds or frame_offset/num_frames in frames, not both (got "
        "frame_offset=" +
        std::to_string(options.frame_offset) + ", num_frames=" + std::to_string(options.num_frames) + ")");
  }
  if (!offset.is_none()) options.offset = to_seconds(offset, "offset");
  if (!duration.is_none()) options.duration = to_seconds(duration, "duration");
}

py::tuple load(source& from, const py::object& sr, const std::string& channels, const py::object& frame_offset,
               const py::object& num_frames, const py::object& offset, const py::object& duration,
               const py::object& quality, const py::object& num_threads) {
  load_options options;
  options.sample_rate = to_output_rate(sr, "sr");
  options.channels = to_channel_mode(channels);
  options.frame_offset = to_int64(frame_offset, "frame_offset");
  options.num_frames = to_int64(num_frames, "num_frames");
  options.quality = to_quality(quality, "resample_quality");
  options.num_threads = to_int(num_threads, "num_threads", 1);
  try {
    set_range_in_seconds(options, offset, duration);
    call_context call(from.errors());
    loaded_buffer loaded = call.run([&] { return load_audio(from.bytes(), options, call.hooks()); });
    from.leave_at_end();
    return py::make_tuple(dlpack::to_capsule(std::move(loaded.samples)), loaded.sample_rate);
  } catch (...) {
    from.leave_at_start();
    throw;
  }
}

template <typename Integer>
py::tuple load_as(source& from, std::int64_t frame_offset, std::int64_t num_frames) {
  call_context call(from.errors());
  loaded_integers<Integer> loaded =
      call.run([&] { return load_integers<Integer>(from.bytes(), frame_offset, num_frames, call.hooks()); });
  from.leave_at_end();
  return py::make_tuple(dlpack::to_capsule(std::move(loaded.samples)), loaded.sample_rate);
}

py::tuple load_of_bits(source& from, int bits, const py::object& frame_offset, const py::object& num_frames) {
  const std::int64_t offset = to_int64(frame_offset, "frame_offset");
  const std::int64_t count = to_int64(num_frames, "num_frames");
  try {
    if (bits == 8) return load_as<std::uint8_t>(from, offset, count);
    return bits == 16 ? load_as<std::int16_t>(from, offset, count) : load_as<std::int32_t>(from, offset, count);
  } catch (...) {
    from.leave_at_start();
    throw;
  }
}

}  // namespace

void register_load(py::module_& module) {
  module.def("load", &load, py::arg("source"), py::arg("sr"), py::arg("channels"), py::arg("frame_offset"),
             py::arg("num_frames"), py::arg("offset"), py::arg("duration"), py::arg("resample_quality"),
             py::arg("num_threads"), "A DLPack capsule of float32 samples [C, T], and their rate in Hz.");
  module.def("load_integers", &load_of_bits, py::arg("source"), py::arg("bits"), py::arg("frame_offset"),
             py::arg("num_frames"),
             "A DLPack capsule of samples [C, T] as uint8, int16 or int32 (bits 8, 16, 32), and their rate in Hz.");
}

}  // namespace acestep_compat::python
