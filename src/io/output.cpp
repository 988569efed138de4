#include "io/output.hpp"

#include <vector>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace {

class sink_output final : public output {
public:
  explicit sink_output(audio_sink& sink) noexcept : sink_(sink) {}
  byte_store& bytes() noexcept override { return bytes_; }
  void commit(const call_hooks&) override {
    if (bytes_.size() > 0) sink_.write(bytes_.data(), static_cast<std::size_t>(bytes_.size()));
  }

private:
  audio_sink& sink_;
  memory_store bytes_;
};

}  // namespace

std::unique_ptr<output> open_output(audio_sink& sink) {
  return std::make_unique<sink_output>(sink);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
