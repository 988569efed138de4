#include "arguments.hpp"

#include <cmath>
#include <limits>

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

[[noreturn]] void refuse(PyObject* type, const std::string& message) {
  PyErr_SetString(type, message.c_str());
  throw py::error_already_set();
}

}  // namespace

std::string show(py::handle value) {
  std::string text = py::str(py::repr(value)).cast<std::string>();
  constexpr std::size_t longest = 80;
  if (text.size() > longest) text = "a value";
  return text + " (" + Py_TYPE(value.ptr())->tp_name + ")";
}

std::int64_t to_int64(py::handle value, const char* name) {
  py::object whole;
  if (PyFloat_Check(value.ptr())) {
    const double number = PyFloat_AS_DOUBLE(value.ptr());
    if (!(std::floor(number) == number && std::isfinite(number))) {
      refuse(PyExc_ValueError, std::string(name) + " must be a whole number, got " + show(value));
    }
    whole = py::reinterpret_steal<py::object>(PyLong_FromDouble(number));
  } else {
    whole = py::reinterpret_steal<py::object>(PyNumber_Index(value.ptr()));
    if (!whole) {
      PyErr_Clear();
      refuse(PyExc_TypeError, std::string(name) + " must be an int, got " + show(value));
    }
  }
  int overflow = 0;
  const long long number = PyLong_AsLongLongAndOverflow(whole.ptr(), &overflow);
  if (overflow != 0) refuse(PyExc_ValueError, std::string(name) + " is out of range: " + show(value));
  return number;
}

int to_int(py::handle value, const char* name, int minimum) {
  const std::int64_t number = to_int64(value, name);
  if (number < minimum || number > std::numeric_limits<int>::max()) {
    refuse(PyExc_ValueError, std::string(name) + " must be >= " + std::to_string(minimum) + " and <= " +
                                 std::to_string(std::numeric_limits<int>::max()) + ", got " + std::to_string(number));
  }
  return static_cast<int>(number);
}

int to_output_rate(py::handle value, const char* name) {
  return value.is_none() ? 0 : to_int(value, name, 1);
}

double to_seconds(py::handle value, const char* name) {
  const double seconds = PyFloat_AsDouble(value.ptr());
  if (seconds == -1.0 && PyErr_Occurred() != nullptr) {
    PyErr_Clear();
    refuse(PyExc_TypeError, std::string(name) + " must be a number of seconds, got " + show(value));
  }
  if (!(seconds >= 0.0 && std::isfinite(seconds))) {
    refuse(PyExc_ValueError, std::string(name) + " must be a finite number of seconds >= 0, got " + show(value));
  }
  return seconds;
}

resample_quality to_quality(py::handle value, const char* name) {
  resample_quality quality{};
  if (py::isinstance<py::str>(value) && parse(value.cast<std::string>(), quality)) return quality;
  refuse(PyExc_ValueError, std::string(name) + " must be 'fast', 'medium', 'high' or 'best', got " + show(value));
}

channel_mode to_channel_mode(const std::string& name) {
  auto mode = channel_mode::all;
  parse(name, mode);
  return mode;
}

std::string to_path(py::handle value) {
  const auto path = py::reinterpret_steal<py::object>(PyOS_FSPath(value.ptr()));
  if (!path) throw py::error_already_set();
  py::object encoded = path;
  if (PyUnicode_Check(path.ptr())) {
#ifdef _WIN32
    // The core takes UTF-8 and opens the wide name.
    encoded = py::reinterpret_steal<py::object>(PyUnicode_AsEncodedString(path.ptr(), "utf-8", "surrogatepass"));
#else
    encoded = py::reinterpret_steal<py::object>(PyUnicode_EncodeFSDefault(path.ptr()));
#endif
    if (!encoded) throw py::error_already_set();
  }
  char* data = nullptr;
  // With a null length pointer an embedded NUL raises ValueError, as open() does.
  if (PyBytes_AsStringAndSize(encoded.ptr(), &data, nullptr) != 0) throw py::error_already_set();
  return data;
}

}  // namespace acestep_compat::python
