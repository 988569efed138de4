#include <cstdint>
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "base/fail.hpp"

namespace ac = acestep_compat;
using ac::detail::fail;
using ac::detail::require_at_least;

namespace {

template <class Error, class Action>
std::string message_of(Action action) {
  try {
    action();
  } catch (const Error& caught) {
    return caught.what();
  }
  return "nothing was thrown";
}

}  // namespace

TEST(fail, joins_texts_of_every_kind) {
  const std::string owned = "owned";
  const ac::cstring_view view = "view";
  EXPECT_EQ(message_of<ac::decode_error>([&] { fail<ac::decode_error>("literal ", owned, " ", view); }),
            "literal owned view");
}

TEST(fail, prints_integers_of_every_size) {
  const auto message = message_of<ac::encode_error>([] {
    fail<ac::encode_error>(std::int8_t{-7}, " ", std::numeric_limits<std::int64_t>::min(), " ",
                           std::numeric_limits<std::uint64_t>::max());
  });
  EXPECT_EQ(message, "-7 -9223372036854775808 18446744073709551615");
}

TEST(fail, prints_doubles_as_a_person_writes_them) {
  const auto message = message_of<ac::error>([] { fail<ac::error>(5.5, " ", -0.1, " ", 128000.0, " ", 1411200.0); });
  EXPECT_EQ(message, "5.5 -0.1 128000 1411200");
}

TEST(require_at_least, accepts_the_limit) {
  EXPECT_NO_THROW(require_at_least("num_channels", 1, 1));
}

TEST(require_at_least, names_the_argument_its_value_and_the_limit) {
  EXPECT_EQ(message_of<ac::invalid_argument>([] { require_at_least("num_threads", -7, 0); }),
            "num_threads must be >= 0, got -7");
}

TEST(require_at_least, refuses_what_is_no_number) {
  EXPECT_THROW(require_at_least("speed", std::numeric_limits<double>::quiet_NaN(), 0.0), ac::invalid_argument);
}
