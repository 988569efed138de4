#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Bytes that can be written and read again. Encoders return to their header when they know the length, so both are
/// positional.
class byte_store {
public:
  byte_store() noexcept = default;
  byte_store(const byte_store&) = delete;
  byte_store& operator=(const byte_store&) = delete;
  virtual ~byte_store() = default;

  /// Stores all `count` bytes at `offset` (at most `size()`), or throws.
  virtual void write_at(std::uint64_t offset, const void* data, std::size_t count) = 0;
  /// Copies up to `count` stored bytes from `offset` and returns how many: fewer only at the end.
  virtual std::size_t read_at(std::uint64_t offset, void* destination, std::size_t count) = 0;
  virtual std::uint64_t size() const noexcept = 0;
};

/// Keeps the bytes in memory.
class memory_store final : public byte_store {
public:
  void write_at(std::uint64_t offset, const void* data, std::size_t count) override;
  std::size_t read_at(std::uint64_t offset, void* destination, std::size_t count) override;
  std::uint64_t size() const noexcept override { return bytes_.size(); }
  const unsigned char* data() const noexcept { return bytes_.data(); }

private:
  std::vector<unsigned char> bytes_;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
