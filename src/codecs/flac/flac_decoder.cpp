#include "codecs/flac/flac_decoder.hpp"

#include <algorithm>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

namespace {

constexpr std::int64_t max_block_size = 65535;

}  // namespace

flac_decoder::flac_decoder(audio_source& source, bool with_tags, audio_format format)
    : source_(&source),
      window_(source),
      stream_(read_metadata(window_, with_tags ? &info_.tags : nullptr)),
      finder_(window_, stream_) {
  if (const auto first = read_frame_header(window_.at(stream_.first_frame, max_frame_header_bytes), stream_)) {
    clock_ = frame_clock(stream_, *first);
  }
  info_.sample_rate = stream_.sample_rate;
  info_.num_channels = stream_.num_channels;
  info_.bits_per_sample = stream_.bits_per_sample;
  info_.format = format;
  info_.encoding = audio_encoding::flac;
  info_.num_frames = stream_.num_frames > 0 ? stream_.num_frames : find_num_frames();
  offset_ = stream_.first_frame;
}

flac_decoder::flac_decoder(const flac_decoder& other)
    : source_(other.source_),
      window_(*other.source_),
      stream_(other.stream_),
      finder_(window_, stream_),
      clock_(other.clock_),
      offset_(other.stream_.first_frame) {
  info_ = other.info_;
}

std::unique_ptr<decoder> flac_decoder::make_fork() {
  return std::unique_ptr<decoder>(new flac_decoder(*this));
}

std::int64_t flac_decoder::read(audio_view output) {
  return read_samples(output);
}

std::int64_t flac_decoder::read_integers(integer_view output) {
  return read_samples(output);
}

template <typename Sample>
std::int64_t flac_decoder::read_samples(basic_audio_view<Sample> output) {
  std::int64_t done = 0;
  while (done < output.num_frames) {
    if (position_ == block_end_ && !next_block()) break;
    const std::int64_t count = std::min(output.num_frames - done, block_end_ - position_);
    const basic_audio_view<Sample> part = output.frames(done, count);
    if (is_silence_) {
      for (std::int64_t c = 0; c < part.num_channels; ++c) std::fill_n(part.channel(c), count, Sample{});
    } else {
      frames_[frame_].write(static_cast<int>(position_ - block_begin_), part);
    }
    position_ += count;
    done += count;
  }
  return done;
}

void flac_decoder::seek(std::int64_t frame) {
  frame = std::min(frame, info_.num_frames);
  if (frame < block_begin_ || frame >= block_end_) {
    const mark place = find_mark(frame);
    offset_ = place.offset;
    numbering_gap_ = 0;
    block_end_ = place.sample;
    forget_frames();
    while (block_end_ <= frame && next_block()) {
    }
  }
  position_ = std::min(frame, block_end_);
}

/// The nearest frame before `target` that was found without reading everything in between. The positions of frames
/// are guessed by interpolation; every second guess halves the range, which bounds their number.
flac_decoder::mark flac_decoder::find_mark(std::int64_t target) {
  constexpr std::uint64_t close_enough = 32 * 1024;
  mark low{stream_.first_frame, 0};
  mark high{window_.source_size(), info_.num_frames};
  for (bool halve = false; low.sample < target && high.offset > low.offset + close_enough; halve = !halve) {
    const std::uint64_t range = high.offset - low.offset;
    const double share = halve ? 0.5
                               : static_cast<double>(target - low.sample) /
                                     static_cast<double>(std::max<std::int64_t>(high.sample - low.sample, 1));
    const auto ahead = static_cast<std::uint64_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(range));
    const std::uint64_t guess = low.offset + 1 + (ahead > close_enough / 2 ? ahead - close_enough / 2 : 0);
    const auto found = finder_.find(guess, high.offset, frames_[0]);
    const std::int64_t sample = found ? clock_.first_sample(frames_[0].header()) : -1;
    if (found && sample >= low.sample && sample <= target) {
      low = {found->offset, sample};
      if (target - sample < frames_[0].header().block_size) break;
    } else {
      high = {guess, found && sample > target ? std::min(sample, high.sample) : high.sample};
    }
  }
  return low;
}

/// For streams whose STREAMINFO does not give the length: the end of the last frame, searched from the end of the file.
std::int64_t flac_decoder::find_num_frames() {
  const std::uint64_t size = window_.source_size();
  for (std::uint64_t tail = 64 * 1024;; tail *= 8) {
    const bool is_all = size - stream_.first_frame <= tail;
    std::uint64_t offset = is_all ? stream_.first_frame : size - tail;
    std::int64_t end = 0;
    while (const auto found = finder_.find(offset, size, frames_[0])) {
      end = clock_.first_sample(frames_[0].header()) + frames_[0].header().block_size;
      offset = found->offset + found->num_bytes;
    }
    if (end > 0 || is_all) return std::max<std::int64_t>(end, 0);
  }
}

bool flac_decoder::next_block() {
  if (block_end_ >= info_.num_frames) return false;
  if (is_silence_) {
    begin_block(frames_[frame_].header().block_size, false);
    return true;
  }
  ++frame_;
  if (frame_ >= num_frames_ && !decode_next_run()) return false;
  if (is_silence_) return true;
  const frame_header& header = frames_[frame_].header();
  const std::int64_t jump = clock_.first_sample(header) - numbering_gap_ - block_end_;
  if (jump != 0) {
    // The frames themselves are whole and follow each other, as in a recording that lost some.
    report("its frame numbers are not consecutive");
    numbering_gap_ += jump;
  }
  begin_block(header.block_size, false);
  return true;
}

/// Decodes the next frames; with damage before them, begins a block of silence.
bool flac_decoder::decode_next_run() {
  forget_frames();
  const auto run = finder_.decode_run(offset_, frames_);
  num_frames_ = run.num_frames;
  offset_ += run.num_bytes;
  if (num_frames_ > 0) return true;
  // A frame larger than a run may be, or none.
  const frame_result result = finder_.decode_at(offset_, frames_[0]);
  if (result.status != frame_status::whole) return skip_damage();
  num_frames_ = 1;
  offset_ += result.num_bytes;
  return true;
}

bool flac_decoder::skip_damage() {
  const auto found = finder_.find(offset_ + 1, window_.source_size(), frames_[0]);
  if (!found) {
    report("it is cut short or damaged at its end");
    offset_ = window_.source_size();
    return false;
  }
  report("it is damaged inside");
  const auto most = static_cast<std::int64_t>((found->offset - offset_) / min_frame_bytes + 1) * max_block_size;
  offset_ = found->offset + found->num_bytes;
  num_frames_ = 1;
  const std::int64_t lost = clock_.first_sample(frames_[0].header()) - numbering_gap_ - block_end_;
  if (lost < 0 || lost > most) {
    // More than the skipped bytes can have held: the numbers are not to be trusted.
    numbering_gap_ += lost;
  } else if (lost > 0) {
    begin_block(lost, true);
  }
  return true;
}

/// What frames_ holds will be overwritten.
void flac_decoder::forget_frames() noexcept {
  frame_ = num_frames_ = 0;
  block_begin_ = position_ = block_end_;
  is_silence_ = false;
}

void flac_decoder::begin_block(std::int64_t num_frames, bool is_silence) noexcept {
  block_begin_ = position_ = block_end_;
  block_end_ = std::min(block_begin_ + num_frames, info_.num_frames);
  is_silence_ = is_silence;
}

void flac_decoder::report(const char* what) {
  if (damage_.empty()) damage_ = what;
}

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
