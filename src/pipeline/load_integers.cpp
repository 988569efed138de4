#include <algorithm>

#include <acestep_compat/core/load_integers.hpp>

#include "base/poller.hpp"
#include "codecs/decoder.hpp"
#include "pipeline/block_frames.hpp"
#include "pipeline/damage.hpp"
#include "pipeline/growing_output.hpp"
#include "pipeline/source_range.hpp"
#include "samples/integer_sample.hpp"

namespace acestep_compat {
inline namespace v0 {

namespace {

template <typename Integer>
void narrow(basic_audio_view<const std::int32_t> input, basic_audio_view<Integer> output) noexcept {
  for (std::int64_t channel = 0; channel < input.num_channels; ++channel) {
    std::transform(input.channel(channel), input.channel(channel) + input.num_frames, output.channel(channel),
                   detail::narrowed<Integer>);
  }
}

}  // namespace

template <typename Integer>
loaded_integers<Integer> load_integers(audio_source& source, std::int64_t frame_offset, std::int64_t num_frames,
                                       const call_hooks& hooks) {
  detail::check_range(frame_offset, num_frames);
  detail::poller poll(hooks);
  const auto input = detail::open_decoder(source, hooks, false);
  const audio_info& info = input->info();
  const std::int64_t wanted = detail::range_length(info, frame_offset, num_frames);  // -1: to the end
  detail::basic_growing_output<Integer> output(info.num_channels, info.num_frames < 0 ? -1 : wanted, source.size());
  basic_audio_buffer<std::int32_t> block(info.num_channels, detail::block_frames(info.num_channels));
  if (wanted != 0) input->seek(frame_offset);
  while (output.num_frames() != wanted) {
    poll.check();
    const std::int64_t rest = wanted < 0 ? block.num_frames() : wanted - output.num_frames();
    const std::int64_t got = input->read_integers(block.view().frames(0, std::min(block.num_frames(), rest)));
    if (got == 0) break;
    narrow<Integer>(block.view().frames(0, got), output.space(got));
    output.advance(got);
  }
  detail::report_damage(*input, output.num_frames() > 0 || frame_offset > 0, source, hooks);
  return {output.finish(), info.sample_rate};
}

template loaded_integers<std::uint8_t> load_integers(audio_source&, std::int64_t, std::int64_t, const call_hooks&);
template loaded_integers<std::int16_t> load_integers(audio_source&, std::int64_t, std::int64_t, const call_hooks&);
template loaded_integers<std::int32_t> load_integers(audio_source&, std::int64_t, std::int64_t, const call_hooks&);

}  // namespace v0
}  // namespace acestep_compat
