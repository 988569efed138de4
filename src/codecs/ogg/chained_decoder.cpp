#include "codecs/ogg/chained_decoder.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include <acestep_compat/core/error.hpp>

#include "codecs/ogg/ogg_links.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

namespace {

struct placed_link {
  byte_range bytes;
  std::int64_t first_frame;  // in the signal
};

std::string format_text(const audio_info& info) {
  return std::to_string(info.sample_rate) + " Hz and " + std::to_string(info.num_channels) + " channels";
}

class chained_decoder final : public decoder {
public:
  chained_decoder(audio_source& source, const open_request& request, opener* open)
      : source_(source), content_(request.content), open_(open) {
    for (auto next = find_link(source, 0); next; next = find_link(source, next->end)) {
      const std::string problem = add(*next, request.with_tags && links_.empty());
      if (problem.empty()) continue;
      if (!links_.empty()) {
        damage_ = "its part " + std::to_string(links_.size() + 1) + " " + problem + ", what follows is left out";
      }
      break;
    }
  }

  chained_decoder(const chained_decoder& other)
      : source_(other.source_),
        content_(other.content_),
        open_(other.open_),
        links_(other.links_),
        damage_(other.damage_) {
    info_ = other.info_;
  }

  bool is_empty() const noexcept { return links_.empty(); }

  std::int64_t read(audio_view output) override {
    return read_links(output, [](decoder& link, audio_view part) { return link.read(part); });
  }

  std::int64_t read_integers(integer_view output) override {
    return read_links(output, [](decoder& link, integer_view part) { return link.read_integers(part); });
  }

  void seek(std::int64_t frame) override {
    const auto behind = std::upper_bound(links_.begin(), links_.end(), frame,
                                         [](std::int64_t at, const placed_link& l) { return at < l.first_frame; });
    const auto index = static_cast<std::size_t>(behind - links_.begin()) - 1;
    if (index != next_) current_.reset();
    next_ = index;
    if (current_ == nullptr) current_ = open_again(index);
    current_->seek(std::min(frame - links_[index].first_frame, current_->info().num_frames));
  }

  std::unique_ptr<decoder> fork() override {
    if (open_again(0)->fork() == nullptr) return nullptr;
    return std::make_unique<chained_decoder>(*this);
  }

  cstring_view damage() const noexcept override { return damage_; }

private:
  template <typename View, typename Read>
  std::int64_t read_links(View output, Read read_part) {
    std::int64_t done = 0;
    while (done < output.num_frames && next_ < links_.size()) {
      if (current_ == nullptr) current_ = open_again(next_);
      done += read_part(*current_, output.frames(done, output.num_frames - done));
      if (done == output.num_frames) break;
      note(current_->damage());
      current_.reset();
      ++next_;
    }
    return done;
  }

  std::unique_ptr<decoder> open_link(byte_range bytes, bool with_tags) const {
    const call_hooks no_hooks;
    return open_parts(source_, {bytes}, {content_, no_hooks, with_tags}, open_);
  }

  std::unique_ptr<decoder> open_again(std::size_t index) const {
    auto opened = open_link(links_[index].bytes, false);
    if (opened == nullptr) throw decode_error("the file has changed while it was read");
    return opened;
  }

  // Returns why the link does not belong to the signal.
  std::string add(byte_range bytes, bool with_tags) {
    try {
      const auto opened = open_link(bytes, with_tags);
      if (opened == nullptr) return "is of another kind";
      const audio_info& found = opened->info();
      if (links_.empty()) {
        info_ = found;
        info_.num_frames = 0;
      } else if (found.sample_rate != info_.sample_rate || found.num_channels != info_.num_channels) {
        return "has " + format_text(found) + " instead of " + format_text(info_);
      }
      if (found.num_frames > std::numeric_limits<std::int64_t>::max() - info_.num_frames) {
        return "claims more frames than a signal can have";
      }
      links_.push_back({bytes, info_.num_frames});
      info_.num_frames += found.num_frames;
      return "";
    } catch (const decode_error& failure) {
      return std::string("cannot be decoded (") + failure.what() + ")";
    }
  }

  void note(cstring_view damage) {
    if (damage_.empty()) damage_ = damage.str();
  }

  audio_source& source_;
  content_type content_;
  opener* open_;
  std::vector<placed_link> links_;
  std::size_t next_ = 0;  // the link that `current_` is, or is going to be
  std::unique_ptr<decoder> current_;
  std::string damage_;
};

}  // namespace

std::unique_ptr<decoder> open_chain(audio_source& source, const open_request& request, opener* open) {
  auto opened = std::make_unique<chained_decoder>(source, request, open);
  if (opened->is_empty()) return nullptr;
  return opened;
}

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
