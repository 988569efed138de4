#pragma once

#include <cstdint>
#include <vector>

namespace test_support {

/// Writes big-endian bit fields.
class bit_writer {
public:
  void write(std::uint64_t value, int bits) {
    for (int i = bits - 1; i >= 0; --i) {
      if (used_ == 0) bytes_.push_back(0);
      bytes_.back() = static_cast<unsigned char>(bytes_.back() | ((value >> i & 1U) << (7 - used_)));
      used_ = (used_ + 1) % 8;
    }
  }
  void write_unary(std::uint64_t zeros) {
    for (; zeros > 0; --zeros) write(0, 1);
    write(1, 1);
  }
  void align() { used_ = 0; }
  const std::vector<unsigned char>& bytes() const { return bytes_; }

private:
  std::vector<unsigned char> bytes_;
  int used_ = 0;
};

}  // namespace test_support
