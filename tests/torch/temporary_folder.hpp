#pragma once

#include <filesystem>
#include <string>
#include <system_error>

#include <gtest/gtest.h>

/// A fresh folder that goes away with the test.
class temporary_folder {
public:
  temporary_folder() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(testing::TempDir()) /
              (std::string("acestep_compat_") + test->test_suite_name() + "_" + test->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  temporary_folder(const temporary_folder&) = delete;
  temporary_folder& operator=(const temporary_folder&) = delete;
  ~temporary_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  std::string operator/(const std::string& name) const { return (folder_ / name).string(); }

private:
  std::filesystem::path folder_;
};
