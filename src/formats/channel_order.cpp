#include <acestep_compat/core/channel_order.hpp>

namespace acestep_compat {
inline namespace v0 {

namespace {

// A row for each number of channels. Vorbis I specification, 4.3.9; RFC 7845, 5.1.1.2.
constexpr int num_rows = 9;
constexpr int ogg_places[num_rows][num_rows - 1] = {{},
                                                    {0},
                                                    {0, 1},
                                                    {0, 2, 1},
                                                    {0, 1, 2, 3},
                                                    {0, 2, 1, 3, 4},
                                                    {0, 2, 1, 5, 3, 4},
                                                    {0, 2, 1, 6, 5, 3, 4},
                                                    {0, 2, 1, 7, 5, 6, 3, 4}};

}  // namespace

int place_of_channel(audio_encoding encoding, int num_channels, int channel) noexcept {
  const bool ogg_order = encoding == audio_encoding::vorbis || encoding == audio_encoding::opus;
  return ogg_order && num_channels < num_rows ? ogg_places[num_channels][channel] : channel;
}

}  // namespace v0
}  // namespace acestep_compat
