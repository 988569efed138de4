#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include <pybind11/pybind11.h>

#include <acestep_compat/core/audio_source.hpp>

#include "call_context.hpp"

namespace acestep_compat::python {

// The bytes [begin, end) of a seekable Python file object. Each read takes the GIL; an exception that Python raises
// is kept for the caller and ends the call.
class file_object_source final : public audio_source {
public:
  file_object_source(pybind11::object file, std::uint64_t begin, std::uint64_t end, std::string name,
                     std::shared_ptr<python_error_slot> errors);
  ~file_object_source() override;

  std::size_t read_at(std::uint64_t offset, void* destination, std::size_t count) override;
  std::uint64_t size() override { return end_ - begin_; }
  cstring_view name() const noexcept override { return name_; }

private:
  // How many bytes came, 0 at the end; more than `count` if read() gave more, which are left. The GIL is held.
  std::size_t read_some(char* destination, std::size_t count);

  std::mutex mutex_;  // a seek and its read belong together; taken before the GIL, never while holding it
  pybind11::object file_;
  bool has_readinto_;
  std::uint64_t begin_;
  std::uint64_t end_;
  std::uint64_t position_;  // of the file object; unknown_position after a failure
  std::string name_;
  std::shared_ptr<python_error_slot> errors_;
};

}  // namespace acestep_compat::python
