#pragma once

#include <pybind11/pybind11.h>

#include <acestep_compat/core/audio_writer.hpp>

namespace acestep_compat::python {

// The keyword arguments of save_audio_safe as the core's options, checked one by one; None leaves a default.
class writer_settings {
public:
  writer_settings(const pybind11::object& format, const pybind11::object& encoding,
                  const pybind11::object& bits_per_sample, const pybind11::object& bit_rate,
                  const pybind11::object& compression, const pybind11::object& tags,
                  const pybind11::object& on_nonfinite);
  writer_settings(const writer_settings&) = delete;
  writer_settings& operator=(const writer_settings&) = delete;

  const writer_options& options() const noexcept { return options_; }

private:
  void set_format(const pybind11::object& format);
  void set_encoding(const pybind11::object& encoding);
  void set_compression(const pybind11::object& compression);
  void set_tags(const pybind11::object& tags);

  tag_list tags_;
  writer_options options_;
};

}  // namespace acestep_compat::python
