#pragma once

// The only file that includes <sndfile.h>; the sndfile_*.cpp files beside it are its only users.

#include <memory>

#include <sndfile.h>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace sndfile {

struct sndfile_closer {
  void operator()(SNDFILE* file) const noexcept { sf_close(file); }
};
using sndfile_handle = std::unique_ptr<SNDFILE, sndfile_closer>;

}  // namespace sndfile
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
