#include <memory>
#include <optional>
#include <string>

#include <acestep_compat/core/audio_writer.hpp>

#include "arguments.hpp"
#include "dlpack.hpp"
#include "file_object_sink.hpp"
#include "register.hpp"
#include "writer_settings.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

sample_type to_sample_type(dlpack::data_type type) {
  if (type.code == dlpack::unsigned_int && type.bits == 8) return sample_type::uint8;
  if (type.code == dlpack::signed_int && type.bits == 16) return sample_type::int16;
  if (type.code == dlpack::signed_int && type.bits == 32) return sample_type::int32;
  if (type.code == dlpack::floating && type.bits == 64) return sample_type::float64;
  return sample_type::float32;  // Python's side lets no other type through
}

// An audio_writer with its target, for one Python thread at a time.
class writer {
public:
  writer(const py::object& target, const py::object& sample_rate, const py::object& num_channels,
         const writer_settings& settings) {
    const int rate = to_int(sample_rate, "sample_rate", 1);
    const std::int64_t channels = to_int(num_channels, "num_channels", 1);
    const writer_options& options = settings.options();
    if (py::hasattr(target, "write")) {
      sink_.emplace(target, errors_);
      call_.run([&] { writer_.emplace(*sink_, rate, channels, options, call_.hooks()); });
    } else {
      const std::string path = to_path(target);
      call_.run([&] { writer_.emplace(path, rate, channels, options, call_.hooks()); });
    }
  }

  void write(const py::capsule& samples) {
    const dlpack::borrowed_tensor tensor(samples);
    const sample_view view{tensor.data(),    to_sample_type(tensor.type()),
                           tensor.size(0),   tensor.size(1),
                           tensor.stride(0), tensor.stride(1)};
    const exclusive_use use(in_use_, "AudioWriter");
    call_.run([&] { opened().write(view); });
  }

  void commit() {
    const exclusive_use use(in_use_, "AudioWriter");
    call_.run([&] {
      opened().commit();
      writer_.reset();
    });
  }

  void discard() {
    const exclusive_use use(in_use_, "AudioWriter");
    call_.run([&] { writer_.reset(); });
  }

private:
  audio_writer& opened() {
    if (!writer_) throw py::value_error("this AudioWriter is closed");
    return *writer_;
  }

  std::shared_ptr<python_error_slot> errors_ = std::make_shared<python_error_slot>();
  call_context call_{errors_};
  bool in_use_ = false;
  std::optional<file_object_sink> sink_;
  std::optional<audio_writer> writer_;
};

}  // namespace

void register_writer(py::module_& module) {
  py::class_<writer_settings>(module, "WriterSettings", py::is_final(), plain_type(),
                              "Format, encoding and tags of the file that a Writer makes.")
      .def(py::init<const py::object&, const py::object&, const py::object&, const py::object&, const py::object&,
                    const py::object&, const py::object&>(),
           py::arg("format"), py::arg("encoding"), py::arg("bits_per_sample"), py::arg("bit_rate"),
           py::arg("compression"), py::arg("tags"), py::arg("on_nonfinite"));
  py::class_<writer>(module, "Writer", py::is_final(), plain_type(),
                     "Encodes blocks into a file; what acestep_compat.AudioWriter is built on.")
      .def(py::init<const py::object&, const py::object&, const py::object&, const writer_settings&>(),
           py::arg("target"), py::arg("sample_rate"), py::arg("num_channels"), py::arg("settings"))
      .def("write", &writer::write, py::arg("samples"), "Appends a DLPack capsule of samples [C, n].")
      .def("commit", &writer::commit, "Finishes the encoding and puts the file in its place.")
      .def("discard", &writer::discard, "Discards the file; nothing is left behind.");
}

}  // namespace acestep_compat::python
