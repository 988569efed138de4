#include <cerrno>

#include <gtest/gtest.h>

#include <acestep_compat/core/error.hpp>

namespace ac = acestep_compat;

TEST(io_error, names_the_path_and_the_reason) {
  const ac::io_error failure(ENOENT, "missing.wav");
  EXPECT_STREQ(failure.what(), "missing.wav: No such file or directory");
  EXPECT_EQ(failure.code(), ENOENT);
  EXPECT_STREQ(failure.path().c_str(), "missing.wav");
}

TEST(error, is_the_base_of_every_class) {
  EXPECT_THROW(throw ac::decode_error("x"), ac::error);
  EXPECT_THROW(throw ac::encode_error("x"), ac::error);
  EXPECT_THROW(throw ac::invalid_argument("x"), ac::error);
  EXPECT_THROW(throw ac::io_error(EIO, "x"), ac::error);
  EXPECT_THROW(throw ac::cancelled(), ac::error);
}
