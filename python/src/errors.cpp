#include "errors.hpp"

#include <new>
#include <string>
#include <system_error>

#include <acestep_compat/core/error.hpp>

#include "register.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

// Owned by the module for as long as the process lives.
PyObject* decode_error_type = nullptr;
PyObject* foreign_container_type = nullptr;

py::object decode_text(cstring_view text, const char* on_undecodable) {
  PyObject* decoded = PyUnicode_DecodeUTF8(text.c_str(), static_cast<Py_ssize_t>(text.size()), on_undecodable);
  if (decoded == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(decoded);
}

py::object call(PyObject* type, const py::object& message) {
  return py::reinterpret_borrow<py::object>(type)(message);
}

// OSError chooses the subclass (FileNotFoundError, PermissionError, ...) by the error number.
py::object os_error(const io_error& error) {
  if (error.code() == 0) return call(PyExc_OSError, to_text(error.what()));
  py::object reason = to_text(std::generic_category().message(error.code()));
  py::object type = py::reinterpret_borrow<py::object>(PyExc_OSError);
  if (error.path().empty()) return type(error.code(), reason);
  return type(error.code(), reason, decode_text(error.path(), "surrogateescape"));
}

py::object without_cause(const std::exception& error) {
  if (const auto* io = dynamic_cast<const io_error*>(&error)) return os_error(*io);
  if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr) return call(PyExc_MemoryError, to_text(error.what()));
  PyObject* type = PyExc_RuntimeError;
  if (const auto* decode = dynamic_cast<const decode_error*>(&error)) {
    type = decode->foreign_container() ? foreign_container_type : decode_error_type;
  } else if (dynamic_cast<const invalid_argument*>(&error) != nullptr) {
    type = PyExc_ValueError;
  } else if (dynamic_cast<const cancelled*>(&error) != nullptr) {
    type = PyExc_KeyboardInterrupt;
  }
  return call(type, to_text(error.what()));
}

void translate(std::exception_ptr thrown) {
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const error& problem) {
    const py::object exception = to_exception(problem);
    PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(exception.ptr())), exception.ptr());
  }
}

PyObject* new_exception(py::module_& module, const char* name, const char* doc, PyObject* base) {
  const std::string qualified = std::string("acestep_compat.") + name;
  PyObject* type = PyErr_NewExceptionWithDoc(qualified.c_str(), doc, base, nullptr);
  if (type == nullptr) throw py::error_already_set();
  module.add_object(name, type);
  return type;
}

}  // namespace

py::str to_text(cstring_view text) {
  return py::str(decode_text(text, "backslashreplace"));
}

py::object to_exception(const std::exception& error) {
  py::object exception = without_cause(error);
  try {
    std::rethrow_if_nested(error);
  } catch (const std::exception& cause) {
    PyException_SetCause(exception.ptr(), to_exception(cause).release().ptr());
  } catch (...) {
    // Something that is not a std::exception has no text to show.
  }
  return exception;
}

void register_errors(py::module_& module) {
  decode_error_type = new_exception(module, "AudioDecodeError",
                                    "The bytes are not audio, are corrupt, or nothing on this machine decodes them.\n\n"
                                    "The message names the file, what was found in it and why each backend refused it.",
                                    PyExc_RuntimeError);
  foreign_container_type = new_exception(
      module, "ForeignContainerError",
      "An AudioDecodeError about a container or codec that the core leaves to other programs (MP4, WebM, ...).",
      decode_error_type);
  py::register_local_exception_translator(translate);
}

}  // namespace acestep_compat::python
