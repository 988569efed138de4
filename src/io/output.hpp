#pragma once

#include <memory>
#include <string>

#include <acestep_compat/core/audio_writer.hpp>
#include <acestep_compat/core/call_hooks.hpp>

#include "io/byte_store.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Where a finished file goes. What the encoder wrote appears there at `commit()`, not before; without `commit()`
/// nothing is left behind.
class output {
public:
  virtual ~output() = default;
  /// Takes the encoder's bytes.
  virtual byte_store& bytes() noexcept = 0;
  /// Puts the bytes in their place. Throws io_error; the old content is then intact.
  virtual void commit(const call_hooks& hooks) = 0;
};

/// A file at `path`, replaced in one step where that works and does not surprise (see atomic_file.cpp).
std::unique_ptr<output> open_output(const std::string& path);

/// A caller's sink, which gets the bytes from memory.
std::unique_ptr<output> open_output(audio_sink& sink);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
