#pragma once

#include <string>
#include <vector>

#include <acestep_compat/core/batch.hpp>
#include <acestep_compat/core/cstring_view.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// A batch of files by their paths.
class path_list final : public batch_files {
public:
  path_list(const cstring_view* paths, std::int64_t num_paths) {
    for (std::int64_t i = 0; i < num_paths; ++i) paths_.push_back(paths[i].str());
  }
  std::int64_t size() const override { return static_cast<std::int64_t>(paths_.size()); }
  std::unique_ptr<audio_source> open(std::int64_t index) override {
    return audio_source::open_file(paths_[static_cast<std::size_t>(index)]);
  }

private:
  std::vector<std::string> paths_;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
