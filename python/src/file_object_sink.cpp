#include "file_object_sink.hpp"

#include <algorithm>

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

// Writes are cut into pieces, so that Ctrl-C and other threads get their turn between them.
constexpr std::size_t largest_piece = 1 << 22;

// A raw file object may take less than it was given; some objects return nothing and take it all.
std::size_t write_some(const py::object& file, const char* data, std::size_t count) {
  auto view = py::memoryview::from_memory(data, static_cast<py::ssize_t>(count));
  const py::object taken = file.attr("write")(view);
  view.attr("release")();  // the file object may have kept it, the memory will not stay
  return PyLong_Check(taken.ptr()) ? std::min(taken.cast<std::size_t>(), count) : count;
}

}  // namespace

file_object_sink::file_object_sink(py::object file, std::shared_ptr<python_error_slot> errors)
    : file_(std::move(file)), errors_(std::move(errors)) {
  if (py::isinstance(file_, py::module_::import("io").attr("TextIOBase"))) {
    throw py::type_error("a file object to write audio into must be opened in binary mode ('wb'), not in text mode");
  }
}

file_object_sink::~file_object_sink() {
  const py::gil_scoped_acquire gil;
  file_ = py::object();
}

void file_object_sink::write(const void* data, std::size_t count) {
  errors_->guarded("", [&] {
    const char* next = static_cast<const char*>(data);
    while (count > 0) {
      const std::size_t taken = write_some(file_, next, std::min(count, largest_piece));
      if (taken == 0) throw py::value_error("the file object accepted none of the bytes written to it");
      next += taken;
      count -= taken;
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    }
  });
}

}  // namespace acestep_compat::python
