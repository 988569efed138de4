#pragma once

/// The torch-facing API, all of it but compile.hpp, whose torch/script.h makes every file that includes it compile
/// for many seconds.

#include <acestep_compat/audio.hpp>
#include <acestep_compat/backends.hpp>
#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/audio_writer.hpp>
#include <acestep_compat/cuda.hpp>
#include <acestep_compat/device.hpp>
#include <acestep_compat/version.hpp>
