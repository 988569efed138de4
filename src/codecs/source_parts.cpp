#include "codecs/source_parts.hpp"

#include <algorithm>
#include <utility>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

class parts_decoder final : public decoder {
public:
  parts_decoder(std::shared_ptr<source_parts> source, std::unique_ptr<decoder> opened)
      : source_(std::move(source)), opened_(std::move(opened)) {
    info_ = opened_->info();
  }

  std::int64_t read(audio_view output) override { return opened_->read(output); }
  std::int64_t read_integers(integer_view output) override { return opened_->read_integers(output); }
  void seek(std::int64_t frame) override { opened_->seek(frame); }
  cstring_view damage() const noexcept override { return opened_->damage(); }

  std::unique_ptr<decoder> fork() override {
    auto forked = opened_->fork();
    return forked == nullptr ? nullptr : std::make_unique<parts_decoder>(source_, std::move(forked));
  }

private:
  std::shared_ptr<source_parts> source_;  // outlives every decoder that reads it
  std::unique_ptr<decoder> opened_;
};

}  // namespace

source_parts::source_parts(audio_source& whole, std::vector<byte_range> parts)
    : whole_(whole), parts_(std::move(parts)) {
  offsets_.reserve(parts_.size());
  for (const byte_range& part : parts_) {
    offsets_.push_back(size_);
    size_ += part.end - part.begin;
  }
}

std::size_t source_parts::read_at(std::uint64_t offset, void* destination, std::size_t count) {
  if (offset >= size_) return 0;
  auto* to = static_cast<unsigned char*>(destination);
  std::size_t done = 0;
  const auto behind = std::upper_bound(offsets_.begin(), offsets_.end(), offset);
  for (auto i = static_cast<std::size_t>(behind - offsets_.begin()) - 1; i < parts_.size() && done < count; ++i) {
    const std::uint64_t begin = parts_[i].begin + (offset + done - offsets_[i]);
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(count - done, parts_[i].end - begin));
    const std::size_t got = whole_.read_at(begin, to + done, wanted);
    done += got;
    if (got < wanted) break;  // the file has become shorter
  }
  return done;
}

const unsigned char* source_parts::memory() const noexcept {
  const unsigned char* whole = whole_.memory();
  return whole == nullptr || parts_.size() != 1 ? nullptr : whole + parts_.front().begin;
}

std::unique_ptr<decoder> open_parts(audio_source& source, std::vector<byte_range> parts, const open_request& request,
                                    opener* open) {
  auto joined = std::make_shared<source_parts>(source, std::move(parts));
  auto opened = open(*joined, request);
  if (opened == nullptr) return nullptr;
  return std::make_unique<parts_decoder>(std::move(joined), std::move(opened));
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
