#pragma once

#include <memory>

#include "codecs/encoder.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace sndfile {

/// Encodes through libsndfile. Throws encode_error when this machine's libsndfile lacks the format, invalid_argument
/// for a tag that the format does not support.
std::unique_ptr<encoder> make_sndfile_encoder(byte_store& store, const encoding_plan& plan, const tag_list* tags);

}  // namespace sndfile
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
