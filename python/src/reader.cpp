#include <memory>
#include <optional>
#include <string>

#include <acestep_compat/core/audio_reader.hpp>

#include "arguments.hpp"
#include "dlpack.hpp"
#include "info.hpp"
#include "register.hpp"
#include "source.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

// An audio_reader with its source, for one Python thread at a time.
class reader {
public:
  reader(std::shared_ptr<source> from, const py::object& sr, const std::string& channels, const py::object& quality)
      : source_(std::move(from)), call_(source_->errors()) {
    reader_options options;
    options.sample_rate = to_output_rate(sr, "sr");
    options.channels = to_channel_mode(channels);
    options.quality = to_quality(quality, "resample_quality");
    try {
      call_.run([&] { reader_.emplace(source_->bytes(), options, call_.hooks()); });
    } catch (...) {
      source_->leave_at_start();
      throw;
    }
    info_ = to_tuple(reader_->info());
    sample_rate_ = reader_->sample_rate();
    num_channels_ = reader_->num_channels();
  }

  py::capsule read(const py::object& frames) {
    const std::int64_t wanted = to_int64(frames, "frames");
    if (wanted < -1) throw py::value_error("frames must be -1 (all the rest) or >= 0, got " + std::to_string(wanted));
    const exclusive_use use(in_use_, "AudioReader");
    return dlpack::to_capsule(call_.run([&] { return opened().read_rest(wanted); }));
  }

  void seek(const py::object& source_frame) {
    const std::int64_t frame = to_int64(source_frame, "source_frame");
    if (frame < 0) throw py::value_error("source_frame must be >= 0, got " + std::to_string(frame));
    const exclusive_use use(in_use_, "AudioReader");
    call_.run([&] { opened().seek(frame); });
  }

  std::int64_t tell() {
    const exclusive_use use(in_use_, "AudioReader");
    return call_.run([&] { return opened().tell(); });
  }

  void close() {
    const exclusive_use use(in_use_, "AudioReader");
    call_.run([&] { reader_.reset(); });
    source_.reset();
  }

  const py::tuple& info() const noexcept { return info_; }
  int sample_rate() const noexcept { return sample_rate_; }
  std::int64_t num_channels() const noexcept { return num_channels_; }

private:
  audio_reader& opened() {
    if (!reader_) throw py::value_error("this AudioReader is closed");
    return *reader_;
  }

  std::shared_ptr<source> source_;
  call_context call_;
  bool in_use_ = false;
  std::optional<audio_reader> reader_;
  py::tuple info_;
  int sample_rate_ = 0;
  std::int64_t num_channels_ = 0;
};

}  // namespace

void register_reader(py::module_& module) {
  py::class_<reader>(module, "Reader", py::is_final(), plain_type(),
                     "Streams a source in blocks; what acestep_compat.AudioReader is built on.")
      .def(py::init<std::shared_ptr<source>, const py::object&, const std::string&, const py::object&>(),
           py::arg("source"), py::arg("sr"), py::arg("channels"), py::arg("resample_quality"))
      .def("read", &reader::read, py::arg("frames"), "The next frames as a DLPack capsule of float32 [C, n].")
      .def("seek", &reader::seek, py::arg("source_frame"), "Continues at a frame of the source.")
      .def("tell", &reader::tell, "The source frame that comes next.")
      .def("close", &reader::close, "Closes the source.")
      .def_property_readonly("info", &reader::info, "What read_info returns.")
      .def_property_readonly("sample_rate", &reader::sample_rate, "The rate of what read returns, in Hz.")
      .def_property_readonly("num_channels", &reader::num_channels, "The channels of what read returns.");
}

}  // namespace acestep_compat::python
