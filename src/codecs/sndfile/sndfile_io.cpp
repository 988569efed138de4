#include "codecs/sndfile/sndfile_io.hpp"

#include <utility>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace sndfile {

struct sndfile_callbacks {
  static sndfile_io& io(void* user) noexcept { return *static_cast<sndfile_io*>(user); }

  template <typename Action>
  static void attempt(void* user, Action action) noexcept {
    if (io(user).failure_ != nullptr) return;
    try {
      action();
    } catch (...) {
      io(user).failure_ = std::current_exception();
    }
  }

  static sf_count_t size(void* user) noexcept {
    sf_count_t bytes = 0;
    attempt(user, [&] { bytes = static_cast<sf_count_t>(io(user).size()); });
    return bytes;
  }

  static sf_count_t seek(sf_count_t offset, int whence, void* user) noexcept {
    sf_count_t base = 0;
    if (whence == SEEK_CUR) base = io(user).position_;
    if (whence == SEEK_END) base = size(user);
    // `base` is not negative, so that neither side of the comparison overflows.
    if (offset < -base || offset > SF_COUNT_MAX - base) return -1;
    return io(user).position_ = base + offset;
  }

  static sf_count_t tell(void* user) noexcept { return io(user).position_; }

  static sf_count_t read(void* destination, sf_count_t count, void* user) noexcept {
    if (count <= 0) return 0;
    sf_count_t done = 0;
    attempt(user, [&] { done = static_cast<sf_count_t>(io(user).read(destination, static_cast<std::size_t>(count))); });
    io(user).position_ += done;
    return done;
  }

  static sf_count_t write(const void* data, sf_count_t count, void* user) noexcept {
    if (count <= 0) return 0;
    sndfile_io& self = io(user);
    attempt(user, [&] {
      if (self.store_ == nullptr) return;
      self.store_->write_at(static_cast<std::uint64_t>(self.position_), data, static_cast<std::size_t>(count));
    });
    self.position_ += count;
    return count;
  }
};

std::uint64_t sndfile_io::size() {
  if (source_ != nullptr) return source_->size();
  return store_ != nullptr ? store_->size() : 0;
}

std::size_t sndfile_io::read(void* destination, std::size_t count) {
  const auto offset = static_cast<std::uint64_t>(position_);
  if (source_ != nullptr) return source_->read_at(offset, destination, count);
  return store_ != nullptr ? store_->read_at(offset, destination, count) : 0;
}

sndfile_handle sndfile_io::open(SF_INFO& format) {
  position_ = 0;
  SF_VIRTUAL_IO callbacks{&sndfile_callbacks::size, &sndfile_callbacks::seek, &sndfile_callbacks::read,
                          &sndfile_callbacks::write, &sndfile_callbacks::tell};
  sndfile_handle file(sf_open_virtual(&callbacks, source_ != nullptr ? SFM_READ : SFM_WRITE, &format, this));
  rethrow();
  return file;
}

void sndfile_io::rethrow() {
  if (failure_ == nullptr) return;
  detach();
  std::rethrow_exception(std::exchange(failure_, nullptr));
}

}  // namespace sndfile
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
