#include "file_object_source.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

namespace py = pybind11;

namespace acestep_compat::python {

namespace {
constexpr std::uint64_t unknown_position = std::numeric_limits<std::uint64_t>::max();
}

file_object_source::file_object_source(py::object file, std::uint64_t begin, std::uint64_t end, std::string name,
                                       std::shared_ptr<python_error_slot> errors)
    : file_(std::move(file)),
      has_readinto_(py::hasattr(file_, "readinto")),
      begin_(begin),
      end_(end),
      position_(unknown_position),
      name_(std::move(name)),
      errors_(std::move(errors)) {}

file_object_source::~file_object_source() {
  const py::gil_scoped_acquire gil;
  file_ = py::object();
}

std::size_t file_object_source::read_at(std::uint64_t offset, void* destination, std::size_t count) {
  if (offset >= size()) return 0;
  count = static_cast<std::size_t>(std::min<std::uint64_t>(count, size() - offset));
  const std::lock_guard lock(mutex_);
  return errors_->guarded(name_, [&] {
    const std::uint64_t start = begin_ + offset;
    if (position_ != start) file_.attr("seek")(start, 0);
    position_ = unknown_position;
    std::size_t done = 0;
    while (done < count) {
      const std::size_t got = read_some(static_cast<char*>(destination) + done, count - done);
      if (got == 0) break;
      done += got;
    }
    // An object that gave more than was asked for is positioned after what was used of it.
    if (done <= count) position_ = start + done;
    return std::min(done, count);
  });
}

std::size_t file_object_source::read_some(char* destination, std::size_t count) {
  if (has_readinto_) {
    auto view = py::memoryview::from_memory(destination, static_cast<py::ssize_t>(count));
    const py::object got = file_.attr("readinto")(view);
    view.attr("release")();  // the file object may have kept it, the memory will not stay
    if (got.is_none()) throw py::value_error("the file object " + name_ + " is in non-blocking mode and had no data");
    return std::min(got.cast<std::size_t>(), count);
  }
  const py::object piece = file_.attr("read")(count);
  if (!PyBytes_Check(piece.ptr())) {
    PyErr_Format(PyExc_TypeError, "the file object %s must be opened in binary mode ('rb'): read() gave %s, not bytes",
                 name_.c_str(), Py_TYPE(piece.ptr())->tp_name);
    throw py::error_already_set();
  }
  const auto got = static_cast<std::size_t>(PyBytes_GET_SIZE(piece.ptr()));
  std::memcpy(destination, PyBytes_AS_STRING(piece.ptr()), std::min(got, count));
  return got;
}

}  // namespace acestep_compat::python
