#include <string>
#include <utility>
#include <vector>

#include <acestep_compat/core/audio_info.hpp>

namespace acestep_compat {
inline namespace v0 {

struct tag_list::storage {
  std::vector<std::pair<std::string, std::string>> entries;
};

tag_list::tag_list(const tag_list& other)
    : storage_(other.storage_ == nullptr ? nullptr : new storage(*other.storage_)) {}

tag_list::tag_list(tag_list&& other) noexcept : storage_(std::exchange(other.storage_, nullptr)) {}

tag_list& tag_list::operator=(tag_list other) noexcept {
  std::swap(storage_, other.storage_);
  return *this;
}

tag_list::~tag_list() {
  delete storage_;
}

std::int64_t tag_list::size() const noexcept {
  return storage_ == nullptr ? 0 : static_cast<std::int64_t>(storage_->entries.size());
}

cstring_view tag_list::key(std::int64_t index) const noexcept {
  return storage_->entries[static_cast<std::size_t>(index)].first;
}

cstring_view tag_list::value(std::int64_t index) const noexcept {
  return storage_->entries[static_cast<std::size_t>(index)].second;
}

void tag_list::add(cstring_view key, cstring_view value) {
  if (storage_ == nullptr) storage_ = new storage;
  storage_->entries.emplace_back(key.str(), value.str());
}

}  // namespace v0
}  // namespace acestep_compat
