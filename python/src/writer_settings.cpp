#include "writer_settings.hpp"

#include <cmath>
#include <string>

#include "arguments.hpp"
#include "errors.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

std::string encoding_names() {
  std::string names;
  for (int index = 1;; ++index) {  // 0 is audio_encoding::unknown, as is what follows the last one
    const cstring_view name = to_string(static_cast<audio_encoding>(index));
    if (name == to_string(audio_encoding::unknown)) return names;
    names += (names.empty() ? "" : ", ") + name.str();
  }
}

// "V0" .. "V9", fractions allowed, in either case.
bool is_vbr_quality(const std::string& text, double& quality) {
  if (text.size() < 2 || (text[0] != 'V' && text[0] != 'v')) return false;
  std::size_t used = 0;
  try {
    quality = std::stod(text.substr(1), &used);
  } catch (const std::exception&) {
    return false;
  }
  return used == text.size() - 1 && quality >= 0.0 && quality < 10.0;
}

}  // namespace

writer_settings::writer_settings(const py::object& format, const py::object& encoding,
                                 const py::object& bits_per_sample, const py::object& bit_rate,
                                 const py::object& compression, const py::object& tags,
                                 const py::object& on_nonfinite) {
  set_format(format);
  set_encoding(encoding);
  if (!bits_per_sample.is_none()) options_.bits_per_sample = to_int(bits_per_sample, "bits_per_sample", 1);
  if (!bit_rate.is_none()) options_.rate = rate_control::bit_rate(to_int(bit_rate, "bit_rate", 1));
  if (!bit_rate.is_none() && !compression.is_none()) {
    throw py::value_error("bit_rate and compression exclude each other; both were given");
  }
  set_compression(compression);
  set_tags(tags);
  if (!py::isinstance<py::str>(on_nonfinite) || !parse(on_nonfinite.cast<std::string>(), options_.nonfinite)) {
    throw py::value_error("on_nonfinite must be 'raise' or 'zero', got " + show(on_nonfinite));
  }
}

void writer_settings::set_format(const py::object& format) {
  if (format.is_none()) return;
  if (!PyUnicode_Check(format.ptr())) throw py::type_error("format must be a str such as 'flac', got " + show(format));
  options_.format = format_from_extension(format.cast<std::string>());
  if (options_.format == audio_format::unknown) {
    throw py::value_error("format must be one of those that acestep_compat.supported_formats() names, got " +
                          show(format));
  }
}

void writer_settings::set_encoding(const py::object& encoding) {
  if (encoding.is_none()) return;
  if (PyUnicode_Check(encoding.ptr()) && parse(encoding.cast<std::string>(), options_.encoding)) return;
  throw py::value_error("encoding must be one of " + encoding_names() + ", got " + show(encoding));
}

void writer_settings::set_compression(const py::object& compression) {
  if (compression.is_none()) return;
  if (PyUnicode_Check(compression.ptr())) {
    double quality = 0.0;
    if (!is_vbr_quality(compression.cast<std::string>(), quality)) {
      throw py::value_error("compression must be a number or 'V0' .. 'V9', got " + show(compression));
    }
    options_.rate = rate_control::vbr_quality(quality);
    return;
  }
  const double level = PyFloat_AsDouble(compression.ptr());
  const bool failed = PyErr_Occurred() != nullptr;
  PyErr_Clear();
  if (failed) throw py::type_error("compression must be a number or 'V0' .. 'V9', got " + show(compression));
  if (!std::isfinite(level)) throw py::value_error("compression must be finite, got " + show(compression));
  options_.rate = rate_control::level(level);
}

void writer_settings::set_tags(const py::object& tags) {
  if (tags.is_none()) return;
  if (!py::hasattr(tags, "items")) throw py::type_error("tags must be a mapping of str to str, got " + show(tags));
  for (const py::handle item : tags.attr("items")()) {
    const auto pair = py::cast<py::tuple>(item);
    // A track number or a year is often given as a number.
    if (!PyUnicode_Check(pair[0].ptr()) || !(PyUnicode_Check(pair[1].ptr()) || PyLong_Check(pair[1].ptr()))) {
      throw py::type_error("tags must be a mapping of str to str, got " + show(pair));
    }
    tags_.add(pair[0].cast<std::string>(), py::str(pair[1]).cast<std::string>());
  }
  options_.tags = &tags_;
}

}  // namespace acestep_compat::python
