// Saving to a path. The usual way: encode into a temporary file in the target's folder and rename it to the target, so
// that the path holds the whole old or the whole new file at every moment. Where renaming cannot work or would
// surprise, the finished bytes are written into the target itself, whose old bytes are kept to be put back on an error.

#include <algorithm>
#include <cerrno>
#include <random>
#include <utility>
#include <vector>

#include <acestep_compat/core/error.hpp>

#include "base/warnings.hpp"
#include "io/os_file.hpp"
#include "io/output.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace {

constexpr std::size_t copy_block = std::size_t{1} << 20;

bool is_refusal(int code) {
  return code == EACCES || code == EPERM || code == EROFS || code == EBUSY || code == EXDEV;
}

void warn_not_atomic(const call_hooks& hooks, const std::string& path, const char* reason) {
  warn(hooks, warning_kind::not_atomic, path, "", std::string("saved in place, not atomically, because ") + reason);
}

void write_through(os_file& file, byte_store& contents, bool sequential) {
  std::vector<unsigned char> block(copy_block);
  for (std::uint64_t offset = 0; offset < contents.size();) {
    const std::size_t count = contents.read_at(offset, block.data(), block.size());
    if (sequential) {
      file.append(block.data(), count);
    } else {
      file.write_at(offset, block.data(), count);
    }
    offset += count;
  }
}

/// Writes `contents` over the old bytes of a regular file; on an error the old bytes are restored.
void overwrite(const std::string& target, const std::string& label, byte_store& contents) {
  os_file file(target, os_file::access::read_write, label);
  std::vector<unsigned char> old(static_cast<std::size_t>(file.size()));
  old.resize(file.read_at(0, old.data(), old.size()));
  try {
    write_through(file, contents, false);
    if (contents.size() < old.size()) file.resize(contents.size());
    file.close();
  } catch (...) {
    os_file again(target, os_file::access::read_write, label);
    again.write_at(0, old.data(), old.size());
    again.resize(old.size());
    throw;
  }
}

/// Collects the bytes in memory, then writes them into the existing target.
class in_place_file final : public output {
public:
  /// `reason` is null where nobody expects an atomic save.
  in_place_file(std::string target, std::string label, bool regular, const char* reason)
      : target_(std::move(target)), label_(std::move(label)), regular_(regular), reason_(reason) {
    // Says now, not after minutes of encoding, that the target cannot be opened. A pipe is opened only once.
    if (regular_) os_file(target_, os_file::access::read_write, label_);
  }

  byte_store& bytes() noexcept override { return bytes_; }

  void commit(const call_hooks& hooks) override {
    if (regular_) {
      overwrite(target_, label_, bytes_);
    } else {
      os_file device(target_, os_file::access::write_only, label_);
      write_through(device, bytes_, true);
      device.close();
    }
    if (reason_ != nullptr) warn_not_atomic(hooks, label_, reason_);
  }

private:
  std::string target_;
  std::string label_;
  bool regular_;
  const char* reason_;
  memory_store bytes_;
};

/// Removes its file unless the file went elsewhere.
class temporary_file {
public:
  temporary_file(std::string path, os_file file) : path_(std::move(path)), file_(std::move(file)) {}
  temporary_file(temporary_file&& other) noexcept
      : path_(std::exchange(other.path_, {})), file_(std::move(other.file_)) {}
  temporary_file& operator=(temporary_file&&) = delete;
  ~temporary_file() {
    if (path_.empty()) return;
    file_ = os_file();  // Windows does not remove open files
    remove_quietly(path_);
  }

  const std::string& path() const noexcept { return path_; }
  os_file& file() noexcept { return file_; }
  void release() noexcept { path_.clear(); }

private:
  std::string path_;
  os_file file_;
};

class atomic_file final : public output {
public:
  atomic_file(std::string target, std::string label, temporary_file temporary)
      : target_(std::move(target)), label_(std::move(label)), temporary_(std::move(temporary)) {}

  byte_store& bytes() noexcept override { return temporary_.file(); }

  void commit(const call_hooks& hooks) override {
    temporary_.file().close();
    const int code = rename_over(temporary_.path(), target_);
    if (code == 0) {
      temporary_.release();
    } else if (is_refusal(code) && status_of(target_).kind == file_kind::regular) {
      os_file finished(temporary_.path(), os_file::access::read, label_);
      overwrite(target_, label_, finished);
      warn_not_atomic(hooks, label_, "the system refused to replace it");
    } else {
      throw io_error(code, label_);
    }
  }

private:
  std::string target_;
  std::string label_;
  temporary_file temporary_;
};

/// ".<name>.<random>.tmp" in the target's folder; a long name is cut, since 255 bytes are the limit of a name.
std::string temporary_path(const std::string& target) {
  constexpr std::size_t longest_name = 200;
  const std::string folder = folder_of(target);
  std::string name = target.substr(folder.size());
  if (name.size() > longest_name) {
    std::size_t end = longest_name;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;  // not inside a character
    name.resize(end);
  }
  std::random_device random;
  std::string suffix(12, '0');
  for (char& digit : suffix) digit = "0123456789abcdefghijklmnopqrstuv"[random() % 32];
  return folder + "." + name + "." + suffix + ".tmp";
}

temporary_file create_temporary(const std::string& target, const std::string& label, unsigned mode) {
  for (int attempt = 0;; ++attempt) {
    std::string path = temporary_path(target);
    try {
      os_file file(path, os_file::access::create_new, label, mode);
      return {std::move(path), std::move(file)};
    } catch (const io_error& failure) {
      if (failure.code() != EEXIST || attempt == 100) throw;
    }
  }
}

std::unique_ptr<output> replace(const std::string& target, const std::string& label, const file_status& old) {
  const auto in_place = [&](const char* reason) {
    return std::make_unique<in_place_file>(target, label, true, reason);
  };
  if (!old.writable) throw io_error(EACCES, label);  // renaming would replace even a write-protected file
  if (old.size == 0) return in_place(nullptr);       // someone holds it: NamedTemporaryFile() as f: save(f.name)
  if (old.num_links > 1) return in_place("it has several hard links");
  try {
    temporary_file temporary = create_temporary(target, label, old.mode);
    if (!temporary.file().adopt_ownership(old)) return in_place("its owner or mode cannot be kept otherwise");
    return std::make_unique<atomic_file>(target, label, std::move(temporary));
  } catch (const io_error& failure) {
    if (!is_refusal(failure.code())) throw;
    return in_place("its folder cannot be written to");
  }
}

}  // namespace

std::unique_ptr<output> open_output(const std::string& path) {
  const file_status old = status_of(path);
  if (old.kind == file_kind::directory) throw io_error(EISDIR, path);
  // Before links are resolved: those of /dev/stdout and /proc/self/fd lead to texts that are not paths.
  if (old.kind == file_kind::device || old.kind == file_kind::pipe) {
    return std::make_unique<in_place_file>(path, path, false, "it is not a regular file");
  }
  const std::string target = resolve_links(path);
  if (old.kind == file_kind::regular) return replace(target, path, old);
  if (target.empty() || folder_of(target) == target) throw io_error(ENOENT, path);
  return std::make_unique<atomic_file>(target, path, create_temporary(target, path, 0666));
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
