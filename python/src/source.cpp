#include "source.hpp"

#include <algorithm>
#include <utility>

#include "arguments.hpp"
#include "errors.hpp"
#include "file_object_source.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

std::string file_name(const py::object& file) {
  const py::object name = py::getattr(file, "name", py::none());
  if (PyUnicode_Check(name.ptr())) return to_path(name);
  return std::string("<") + Py_TYPE(file.ptr())->tp_name + ">";
}

[[noreturn]] void refuse_text_mode(const char* argument, const std::string& name) {
  throw py::type_error(std::string(argument) +
                       " must be a file object opened in binary mode ('rb'), got the text-mode " + name);
}

// The position of a file object that can seek and tell, else -1. Pipes and sockets report that in several ways.
std::int64_t position_if_seekable(const py::object& file) {
  if (!py::hasattr(file, "seek")) return -1;
  try {
    if (py::hasattr(file, "seekable") && !file.attr("seekable")().cast<bool>()) return -1;
    return py::hasattr(file, "tell") ? file.attr("tell")().cast<std::int64_t>()
                                     : file.attr("seek")(0, 1).cast<std::int64_t>();
  } catch (py::error_already_set& error) {
    if (error.matches(PyExc_OSError) || error.matches(PyExc_AttributeError)) return -1;  // io.UnsupportedOperation too
    throw;
  }
}

}  // namespace

source::source(const py::object& origin, const char* argument) {
  if (PyUnicode_Check(origin.ptr())) {
    open_path(origin);
  } else if (PyObject_CheckBuffer(origin.ptr())) {
    open_buffer(origin, argument);
  } else if (py::hasattr(origin, "read")) {
    open_file_object(origin, argument);
  } else if (py::hasattr(origin, "__fspath__")) {
    open_path(origin);
  } else {
    throw py::type_error(std::string(argument) +
                         " must be a str, os.PathLike, bytes-like object or binary file object, got " + show(origin));
  }
}

source::~source() {
  bytes_.reset();
  if (buffer_.obj != nullptr) PyBuffer_Release(&buffer_);
}

void source::open_path(const py::object& origin) {
  const std::string path = to_path(origin);
  path_ = py::reinterpret_steal<py::object>(PyOS_FSPath(origin.ptr()));
  const py::gil_scoped_release released;
  bytes_ = audio_source::open_file(path);
}

void source::open_buffer(const py::object& origin, const char* argument) {
  const auto view = py::reinterpret_steal<py::object>(PyMemoryView_FromObject(origin.ptr()));
  if (!view) throw py::error_already_set();
  if (PyMemoryView_GET_BUFFER(view.ptr())->itemsize != 1) {
    throw py::type_error(std::string(argument) + " must hold encoded bytes, got a buffer of " +
                         std::to_string(PyMemoryView_GET_BUFFER(view.ptr())->itemsize) + "-byte items (" +
                         Py_TYPE(origin.ptr())->tp_name + ")");
  }
  const bool contiguous = PyBuffer_IsContiguous(PyMemoryView_GET_BUFFER(view.ptr()), 'C') != 0;
  hold_memory(contiguous ? view : py::object(py::bytes(view.attr("tobytes")())), 0, "<bytes>");
}

void source::open_file_object(const py::object& origin, const char* argument) {
  const py::module_ io = py::module_::import("io");
  const std::string name = file_name(origin);
  if (py::isinstance(origin, io.attr("TextIOBase"))) refuse_text_mode(argument, name);
  const std::int64_t position = position_if_seekable(origin);
  if (position < 0) {
    const py::object everything = origin.attr("read")();
    if (PyUnicode_Check(everything.ptr())) refuse_text_mode(argument, name);
    if (!PyObject_CheckBuffer(everything.ptr())) {
      throw py::type_error(std::string(argument) + ": read() of " + name + " gave " + show(everything) + ", not bytes");
    }
    hold_memory(everything, 0, name);
    return;
  }
  begin_ = static_cast<std::uint64_t>(position);
  if (py::isinstance(origin, io.attr("BytesIO"))) {
    hold_memory(origin.attr("getbuffer")(), begin_, name);
    end_ = begin_ + bytes_->size();
  } else {
    const py::object end_position = origin.attr("seek")(0, 2);
    const auto end = (end_position.is_none() ? origin.attr("tell")() : end_position).cast<std::int64_t>();
    end_ = std::max(begin_, static_cast<std::uint64_t>(std::max<std::int64_t>(end, 0)));
    origin.attr("seek")(begin_, 0);
    bytes_ = std::make_unique<file_object_source>(origin, begin_, end_, name, errors_);
  }
  file_ = origin;
}

void source::hold_memory(const py::object& bytes_like, std::uint64_t begin, const std::string& name) {
  if (PyObject_GetBuffer(bytes_like.ptr(), &buffer_, PyBUF_SIMPLE) != 0) throw py::error_already_set();
  const auto size = static_cast<std::uint64_t>(buffer_.len);
  begin = std::min(begin, size);
  bytes_ = audio_source::from_memory(static_cast<const char*>(buffer_.buf) + begin,
                                     static_cast<std::size_t>(size - begin), name);
}

py::bytes source::read_all() {
  const auto size = static_cast<py::ssize_t>(bytes_->size());
  auto content = py::reinterpret_steal<py::bytes>(PyBytes_FromStringAndSize(nullptr, size));
  if (!content) throw py::error_already_set();
  call_context call(errors_);
  call.run([&] { bytes_->read_at(0, PyBytes_AS_STRING(content.ptr()), static_cast<std::size_t>(size)); });
  return content;
}

void source::leave_at_end() {
  if (file_) file_.attr("seek")(end_, 0);
}

void source::leave_at_start() noexcept {
  if (!file_) return;
  try {
    file_.attr("seek")(begin_, 0);
  } catch (py::error_already_set&) {
    // Another error is already being raised, which says more than that the file object can no longer seek.
  }
}

void register_source(py::module_& module) {
  py::class_<source, std::shared_ptr<source>>(module, "Source", py::is_final(), plain_type(),
                                              "Encoded audio: a path, a bytes-like object or a binary file object.\n\n"
                                              "A file object counts from its current position to its end.")
      .def(py::init<const py::object&, const char*>(), py::arg("origin"), py::arg("argument") = "audio_path")
      .def_property_readonly("path", &source::path, "The path as str or bytes, None for anything else.")
      .def_property_readonly(
          "name", [](source& self) { return to_text(self.bytes().name()); }, "The path or a name, for messages.")
      .def("read_all", &source::read_all, "All of the encoded bytes.");
}

}  // namespace acestep_compat::python
