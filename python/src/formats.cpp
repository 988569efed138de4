#include <cstdint>
#include <string>

#include <acestep_compat/core/audio_writer.hpp>

#include "errors.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

py::list formats() {
  const format_list supported = supported_formats();
  py::list rows;
  for (std::int64_t index = 0; index < supported.size(); ++index) {
    const format_support row = supported.at(index);
    rows.append(py::make_tuple(to_text(to_string(row.format)), row.reads, row.writes, to_text(row.reader),
                               to_text(row.writer)));
  }
  return rows;
}

}  // namespace

void register_formats(py::module_& module) {
  module.def("formats", &formats, "Rows of (format, reads, writes, reader, writer) for this machine's libraries.");
  module.def(
      "format_from_extension",
      [](const std::string& extension) { return to_text(to_string(format_from_extension(extension))); },
      py::arg("extension"), "The format of an extension, 'unknown' if none.");
  module.def("nearest_mp3_bit_rate", &nearest_mp3_bit_rate, py::arg("sample_rate"), py::arg("bit_rate"),
             "The bit rate in bit/s that MP3 has at a rate and that is nearest to another.");
}

}  // namespace acestep_compat::python
