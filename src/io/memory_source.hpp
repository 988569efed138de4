#pragma once

#include <string>
#include <vector>

#include <acestep_compat/core/audio_source.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Bytes in memory: someone else's, or its own.
class memory_source final : public audio_source {
public:
  memory_source(const void* data, std::size_t size, cstring_view name);
  memory_source(std::vector<unsigned char> bytes, cstring_view name);

  std::size_t read_at(std::uint64_t offset, void* destination, std::size_t count) override;
  std::uint64_t size() override { return size_; }
  cstring_view name() const noexcept override { return name_; }
  const unsigned char* memory() const noexcept override { return data_; }

private:
  std::vector<unsigned char> owned_;
  const unsigned char* data_;
  std::size_t size_;
  std::string name_;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
