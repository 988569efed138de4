#pragma once

#include <cstdint>
#include <string>

#include <pybind11/pybind11.h>

#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/resampler.hpp>

// Python arguments as the core wants them; each error names the argument, the value and what is allowed.
namespace acestep_compat::python {

// An int, or anything that counts as one (numpy integers; floats that are whole numbers, as rates often are).
std::int64_t to_int64(pybind11::handle value, const char* name);
// The same, at least `minimum`; what does not fit into an int is too large for any such argument.
int to_int(pybind11::handle value, const char* name, int minimum);
// None, or a rate in Hz; None is 0, the file's own rate.
int to_output_rate(pybind11::handle value, const char* name);
// A number of seconds, >= 0 and finite.
double to_seconds(pybind11::handle value, const char* name);

resample_quality to_quality(pybind11::handle value, const char* name);
// "all", "mono" or "stereo".
channel_mode to_channel_mode(const std::string& name);

// A path as the operating system takes it: str, bytes of a PathLike, any name that os.fsencode knows.
std::string to_path(pybind11::handle value);

// "3.5 (float)": how a refused value appears in messages.
std::string show(pybind11::handle value);

}  // namespace acestep_compat::python
