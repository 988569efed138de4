#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <acestep_compat/core/call_hooks.hpp>

#include "base/warnings.hpp"

namespace ac = acestep_compat;

namespace {

std::vector<std::string> seen;  // a handler is a plain function

void remember(const ac::warning& what) {
  seen.push_back(what.message.str());
}

}  // namespace

TEST(warnings, go_to_the_handler_of_the_process) {
  seen.clear();
  const ac::warning_handler before = ac::set_warning_handler(remember);
  ac::detail::warn({}, ac::warning_kind::damaged, "song.flac", "flac", "it is cut short");
  EXPECT_EQ(ac::set_warning_handler(before), &remember);
  EXPECT_EQ(seen, std::vector<std::string>{"song.flac: it is cut short"});
}

TEST(warnings, go_to_the_handler_of_the_call_alone_when_it_has_one) {
  seen.clear();
  const ac::warning_handler before = ac::set_warning_handler(remember);
  std::string reason;
  ac::call_hooks hooks;
  hooks.user = &reason;
  hooks.warn = [](const ac::warning& what, void* user) { *static_cast<std::string*>(user) = what.reason.str(); };
  ac::detail::warn(hooks, ac::warning_kind::fallback, "song.flac", "sndfile", "no other could");
  ac::set_warning_handler(before);
  EXPECT_EQ(reason, "no other could");
  EXPECT_TRUE(seen.empty());
}

TEST(warnings, appear_as_one_line_on_standard_error_by_default) {
  const ac::warning_handler before = ac::set_warning_handler(nullptr);
  testing::internal::CaptureStderr();
  ac::detail::warn({}, ac::warning_kind::damaged, "song.flac", "flac", "it is cut short");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "acestep_compat: warning: song.flac: it is cut short\n");
  ac::set_warning_handler(before);
}

TEST(owned_warning, keeps_texts_that_are_gone) {
  std::vector<ac::owned_warning> kept;
  {
    const std::string text = "song.flac: it is cut short";
    kept.emplace_back(ac::warning{ac::warning_kind::damaged, text, text.substr(0, 9), "flac", "it is cut short"});
  }
  const ac::owned_warning copy = kept.front();
  kept.clear();
  EXPECT_EQ(copy.view().kind, ac::warning_kind::damaged);
  EXPECT_STREQ(copy.view().message.c_str(), "song.flac: it is cut short");
  EXPECT_STREQ(copy.view().source.c_str(), "song.flac");
  EXPECT_STREQ(copy.view().backend.c_str(), "flac");
  EXPECT_STREQ(copy.view().reason.c_str(), "it is cut short");
}
