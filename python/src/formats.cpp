#include <algorithm>
#include <array>
#include <string>

#include <acestep_compat/core/audio_writer.hpp>

#include "errors.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

py::list formats() {
  std::array<format_support, 32> table{};
  const std::size_t count = std::min(supported_formats(table.data(), table.size()), table.size());
  py::list rows;
  for (std::size_t index = 0; index < count; ++index) {
    const format_support& row = table[index];
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
      py::arg("extension"), "The format that an extension stands for, 'unknown' if none.");
}

}  // namespace acestep_compat::python
