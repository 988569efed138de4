#include "io/file_source.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

#include <acestep_compat/core/error.hpp>

#include "io/memory_source.hpp"
#include "io/os_file.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

class file_source final : public audio_source {
public:
  explicit file_source(os_file file) noexcept : file_(std::move(file)) {}

  std::size_t read_at(std::uint64_t offset, void* destination, std::size_t count) override {
    if (offset >= file_.size()) return 0;  // what was added since it was opened is not part of it
    const std::uint64_t rest = file_.size() - offset;
    return file_.read_at(offset, destination, static_cast<std::size_t>(std::min<std::uint64_t>(count, rest)));
  }

  std::uint64_t size() override { return file_.size(); }
  cstring_view name() const noexcept override { return file_.label(); }

private:
  os_file file_;
};

// Pipes and devices have no size and cannot be read at an offset.
std::vector<unsigned char> read_to_end(os_file& file, std::uint64_t max_bytes) {
  constexpr std::size_t step = std::size_t{1} << 20;
  std::vector<unsigned char> bytes;
  for (std::size_t used = 0;;) {
    if (used > max_bytes) throw io_error(EFBIG, file.label());
    if (bytes.size() - used < step) bytes.resize(std::max(used + step, used + used / 2));
    const std::size_t got = file.read_next(bytes.data() + used, bytes.size() - used);
    used += got;
    if (got == 0) {
      bytes.resize(used);
      return bytes;
    }
  }
}

}  // namespace

std::unique_ptr<audio_source> open_file_source(cstring_view path) {
  os_file file(path.str(), os_file::access::read, path.str());
  switch (file.kind()) {
    case file_kind::directory:
      throw io_error(EISDIR, path);
    case file_kind::device:
      return std::make_unique<memory_source>(read_to_end(file, max_device_bytes), path);
    case file_kind::pipe:
      return std::make_unique<memory_source>(read_to_end(file, max_pipe_bytes), path);
    default:
      return std::make_unique<file_source>(std::move(file));
  }
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
