#include <utility>

#include <acestep_compat/core/batch.hpp>
#include <acestep_compat/core/error.hpp>

#include "base/process_id.hpp"
#include "batch/path_list.hpp"
#include "batch/prefetcher.hpp"

namespace acestep_compat {
inline namespace v0 {

// Defined here so that each class has one type_info, in the library.
batch_files::~batch_files() = default;
file_work::~file_work() = default;

struct batch_loader::state {
  state(batch_files& files, const batch_options& options, const call_hooks& hooks) : prefetch(files, options, hooks) {}
  state(std::unique_ptr<detail::path_list> paths, const batch_options& options, const call_hooks& hooks)
      : own_files(std::move(paths)), prefetch(*own_files, options, hooks) {}

  bool in_child() const noexcept { return detail::process_id() != process; }

  std::unique_ptr<detail::path_list> own_files;
  long process = detail::process_id();
  detail::prefetcher prefetch;
};

batch_loader::batch_loader(const cstring_view* paths, std::int64_t num_paths, const batch_options& options,
                           const call_hooks& hooks)
    : state_(std::make_unique<state>(std::make_unique<detail::path_list>(paths, num_paths), options, hooks)) {}

batch_loader::batch_loader(batch_files& files, const batch_options& options, const call_hooks& hooks)
    : state_(std::make_unique<state>(files, options, hooks)) {}

batch_loader::batch_loader(batch_loader&&) noexcept = default;

batch_loader& batch_loader::operator=(batch_loader&& other) noexcept {
  if (this != &other) {
    close();
    state_ = std::move(other.state_);
  }
  return *this;
}

batch_loader::~batch_loader() {
  close();
}

bool batch_loader::next(batch_result& result) {
  if (state_ == nullptr) return false;
  if (state_->in_child()) {
    throw error("this batch_loader was made before the process was forked; its threads do not exist in the child");
  }
  return state_->prefetch.next(result);
}

void batch_loader::close() noexcept {
  if (state_ == nullptr) return;
  if (state_->in_child()) {
    // The threads to be joined exist in the parent only, and its locks may be held for ever here.
    static_cast<void>(state_.release());
  } else {
    state_.reset();
  }
}

}  // namespace v0
}  // namespace acestep_compat
