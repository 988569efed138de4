#pragma once

// The only file that includes <sndfile.h>; the sndfile_*.cpp files beside it are its only users.

#include <sndfile.h>

#include <memory>

namespace acestep_compat::inline v0::detail {

struct sndfile_closer {
  void operator()(SNDFILE* file) const noexcept { sf_close(file); }
};
using sndfile_handle = std::unique_ptr<SNDFILE, sndfile_closer>;

}  // namespace acestep_compat::inline v0::detail
