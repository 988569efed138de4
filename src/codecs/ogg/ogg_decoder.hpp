#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <acestep_compat/core/error.hpp>

#include "base/fail.hpp"
#include "codecs/decoder.hpp"
#include "codecs/ogg/index.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

/// The links of an Ogg file that follow each other as one signal, each opened when it is reached; most files have one.
/// The first one's rate and channels are the signal's: it ends, as damage, where a link has others or is of another
/// kind. `Link` decodes one of them: packet_link or flac_link, whose members say what is asked of it.
template <class Link>
class ogg_decoder final : public decoder {
public:
  /// `pages` are those of one codec's streams, one after the other. Null when the first link is not one that `Link`
  /// knows (several streams at once, for example). Throws decode_error when it is one but damaged.
  static std::unique_ptr<ogg_decoder> open(page_reader pages, bool with_tags) {
    auto opened = std::unique_ptr<ogg_decoder>(new ogg_decoder(std::move(pages)));
    opened->find_links(with_tags);
    return opened->links_.empty() ? nullptr : std::move(opened);
  }

  std::int64_t read(audio_view output) override {
    return read_links(output, [](Link& link, audio_view part) { return link.read(part); });
  }

  std::int64_t read_integers(integer_view output) override {
    if constexpr (Link::has_integers) {
      return read_links(output, [](Link& link, integer_view part) { return link.read_integers(part); });
    } else {
      return decoder::read_integers(output);
    }
  }

  void seek(std::int64_t frame) override {
    const auto after = std::upper_bound(links_.begin(), links_.end(), frame,
                                        [](std::int64_t at, const placed_link& l) { return at < l.first_frame; });
    go_to(static_cast<std::size_t>(after - links_.begin()) - 1);
    current().seek(frame - links_[index_].first_frame);
  }

  cstring_view damage() const noexcept override {
    return damage_.empty() && current_ != nullptr ? current_->damage() : cstring_view(damage_);
  }

private:
  struct placed_link {
    ogg_link link;
    std::int64_t first_frame;  // in the signal
  };

  explicit ogg_decoder(page_reader pages) noexcept : pages_(std::move(pages)) {}

  std::unique_ptr<decoder> make_fork() override {
    if constexpr (Link::can_fork) {
      auto forked = std::unique_ptr<ogg_decoder>(new ogg_decoder(page_reader(pages_.source())));
      forked->info_ = info_;
      forked->links_ = links_;
      forked->damage_ = damage_;
      if (index_ == 0 && current_ != nullptr) forked->current_ = current_->fork();
      return forked;
    } else {
      return nullptr;
    }
  }

  template <class View, class Read>
  std::int64_t read_links(View output, Read read_part) {
    std::int64_t done = 0;
    for (;;) {
      done += read_part(current(), output.frames(done, output.num_frames - done));
      if (done == output.num_frames || index_ + 1 == links_.size()) return done;
      go_to(index_ + 1);
    }
  }

  void find_links(bool with_tags);
  std::string append(const ogg_link& link, std::unique_ptr<Link> opened);

  Link& current() {
    if (current_ == nullptr) current_ = Link::open(pages_, links_[index_].link, false);
    if (current_ == nullptr) throw decode_error("the file changed while it was being read");
    return *current_;
  }

  void go_to(std::size_t index) {
    if (index == index_) return;
    if (damage_.empty() && current_ != nullptr) damage_ = current_->damage().str();
    current_.reset();
    index_ = index;
  }

  page_reader pages_;
  std::vector<placed_link> links_;
  std::size_t index_ = 0;          // of the link where reading continues
  std::unique_ptr<Link> current_;  // that link, once it is needed
  std::string damage_;
};

template <class Link>
void ogg_decoder<Link>::find_links(bool with_tags) {
  if (auto whole = find_only_link(pages_)) append(*whole, Link::open(pages_, *whole, with_tags));
  // Most files have no more. Otherwise the first link is not the whole file, or other streams came in its middle.
  std::string problem;
  while (problem.empty()) {
    auto link = find_link(pages_, links_.empty() ? 0 : links_.back().link.bytes.end);
    if (!link) break;
    try {
      problem = append(*link, Link::open(pages_, *link, with_tags && links_.empty()));
    } catch (const decode_error& failure) {
      if (links_.empty()) throw;
      problem = text_of("cannot be decoded (", failure.what(), ")");
    }
  }
  if (!problem.empty()) {
    damage_ = text_of("its part ", links_.size() + 1, " ", problem, "; what follows is left out");
  }
}

// Returns why the link does not belong to the signal.
template <class Link>
std::string ogg_decoder<Link>::append(const ogg_link& link, std::unique_ptr<Link> opened) {
  if (opened == nullptr) return "is of another kind";
  const audio_info& found = opened->info();
  if (links_.empty()) {
    info_ = found;
    links_.push_back({link, 0});
    current_ = std::move(opened);
    return "";
  }
  if (found.sample_rate != info_.sample_rate || found.num_channels != info_.num_channels) {
    return text_of("has ", found.sample_rate, " Hz and ", found.num_channels, " channels instead of ",
                   info_.sample_rate, " Hz and ", info_.num_channels, " channels");
  }
  if (found.num_frames > std::numeric_limits<std::int64_t>::max() - info_.num_frames) {
    return "claims more frames than a signal can have";
  }
  links_.push_back({link, info_.num_frames});
  info_.num_frames += found.num_frames;
  return "";
}

/// The streams of `Link`'s kind in `source`: of several that run side by side, for which the whole source is read, the
/// first in each link.
template <class Link>
std::unique_ptr<decoder> open_ogg(audio_source& source, bool with_tags) {
  page_reader pages(source);
  if (!has_streams_side_by_side(pages)) return ogg_decoder<Link>::open(std::move(pages), with_tags);
  auto parts = std::make_shared<source_parts>(source, find_stream(pages, Link::identification));
  auto opened = ogg_decoder<Link>::open(page_reader(*parts), with_tags);
  if (opened != nullptr) opened->keep(std::move(parts));
  return opened;
}

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
