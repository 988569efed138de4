#pragma once

/// The torch-facing API, except compile.hpp, whose torch/script.h adds many seconds to compiling each file that
/// includes it.

#include <acestep_compat/audio.hpp>
#include <acestep_compat/backends.hpp>
#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/audio_writer.hpp>
#include <acestep_compat/cuda.hpp>
#include <acestep_compat/device.hpp>
#include <acestep_compat/version.hpp>
