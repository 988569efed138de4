#include "codecs/sndfile/sndfile_input.hpp"

#include <utility>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

struct sndfile_callbacks {
  static sndfile_input& input(void* user) noexcept { return *static_cast<sndfile_input*>(user); }

  static sf_count_t size(void* user) noexcept {
    try {
      return static_cast<sf_count_t>(input(user).source_.size());
    } catch (...) {
      input(user).failure_ = std::current_exception();
      return 0;
    }
  }

  static sf_count_t seek(sf_count_t offset, int whence, void* user) noexcept {
    sf_count_t base = 0;
    if (whence == SEEK_CUR) base = input(user).position_;
    if (whence == SEEK_END) base = size(user);
    // `base` is not negative, so that neither side of the comparison overflows.
    if (offset < -base || offset > SF_COUNT_MAX - base) return -1;
    return input(user).position_ = base + offset;
  }

  static sf_count_t tell(void* user) noexcept { return input(user).position_; }

  static sf_count_t read(void* destination, sf_count_t count, void* user) noexcept {
    if (count <= 0) return 0;
    sndfile_input& self = input(user);
    try {
      const std::size_t got = self.source_.read_at(static_cast<std::uint64_t>(self.position_), destination,
                                                   static_cast<std::size_t>(count));
      self.position_ += static_cast<std::int64_t>(got);
      return static_cast<sf_count_t>(got);
    } catch (...) {
      self.failure_ = std::current_exception();
      return 0;
    }
  }
};

sndfile_handle sndfile_input::open(SF_INFO& format) {
  position_ = 0;
  SF_VIRTUAL_IO callbacks{&sndfile_callbacks::size, &sndfile_callbacks::seek, &sndfile_callbacks::read, nullptr,
                          &sndfile_callbacks::tell};
  sndfile_handle file(sf_open_virtual(&callbacks, SFM_READ, &format, this));
  rethrow();
  return file;
}

void sndfile_input::rethrow() {
  if (failure_ != nullptr) std::rethrow_exception(std::exchange(failure_, nullptr));
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
