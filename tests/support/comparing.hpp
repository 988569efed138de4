#pragma once

#include <gtest/gtest.h>

#include <acestep_compat/core/audio_view.hpp>

#include "support/test_audio.hpp"

namespace test_support {

/// Bitwise: NaN equals itself, 0 and -0 differ.
testing::AssertionResult same_bits(acestep_compat::const_audio_view a, acestep_compat::const_audio_view b);
testing::AssertionResult same_bits(const test_audio<float>& a, const test_audio<float>& b);

/// Signal to noise ratio in dB of `test` against `reference` over all channels; they must have the same shape.
double snr_db(const test_audio<float>& reference, const test_audio<float>& test);

}  // namespace test_support
