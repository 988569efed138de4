#include <cerrno>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include <acestep_compat/core/error.hpp>

#include "io/os_file.hpp"
#include "support/temporary_folder.hpp"

using acestep_compat::io_error;
using acestep_compat::detail::file_kind;
using acestep_compat::detail::os_file;
using test_support::bytes;
using test_support::temporary_folder;

namespace {

const bytes letters{'a', 'b', 'c', 'd', 'e'};

int code_of_opening(const std::string& path, os_file::access how) {
  try {
    os_file(path, how, "label");
  } catch (const io_error& error) {
    EXPECT_EQ(error.path(), "label");
    return error.code();
  }
  return 0;
}

}  // namespace

TEST(os_file, gives_back_what_was_written) {
  const temporary_folder folder;
  os_file file(folder / "new", os_file::access::create_new, "label");
  file.write_at(0, letters.data(), 5);
  file.write_at(1, "XY", 2);
  EXPECT_EQ(file.size(), 5u);
  std::string found(10, '?');
  EXPECT_EQ(file.read_at(0, found.data(), 10), 5u);
  EXPECT_EQ(found, "aXYde?????");
  EXPECT_EQ(file.read_at(5, found.data(), 10), 0u);
  file.close();
  EXPECT_EQ(test_support::read_file(folder / "new"), (bytes{'a', 'X', 'Y', 'd', 'e'}));
}

TEST(os_file, goes_on_where_the_last_call_ended) {
  const temporary_folder folder;
  test_support::write_file(folder / "letters", letters);
  os_file file(folder / "letters", os_file::access::read, "label");
  std::string found(3, '?');
  EXPECT_EQ(file.read_next(found.data(), 3), 3u);
  EXPECT_EQ(found, "abc");
  EXPECT_EQ(file.read_next(found.data(), 3), 2u);
  EXPECT_EQ(found, "dec");
  EXPECT_EQ(file.read_next(found.data(), 3), 0u);

  os_file target(folder / "copy", os_file::access::create_new, "label");
  target.append("ab", 2);
  target.append("cde", 3);
  target.close();
  EXPECT_EQ(test_support::read_file(folder / "copy"), letters);
}

TEST(os_file, is_cut_and_extended) {
  const temporary_folder folder;
  test_support::write_file(folder / "letters", letters);
  os_file file(folder / "letters", os_file::access::read_write, "label");
  EXPECT_EQ(file.size(), 5u);
  file.resize(2);
  file.resize(3);
  EXPECT_EQ(file.size(), 3u);
  file.close();
  EXPECT_EQ(test_support::read_file(folder / "letters"), (bytes{'a', 'b', 0}));
}

TEST(os_file, knows_a_regular_file_and_its_label) {
  const temporary_folder folder;
  test_support::write_file(folder / "letters", letters);
  os_file file(folder / "letters", os_file::access::read, "label");
  const os_file moved = std::move(file);
  EXPECT_EQ(moved.kind(), file_kind::regular);
  EXPECT_EQ(moved.label(), "label");
  EXPECT_EQ(moved.size(), 5u);
}

TEST(os_file, reports_why_it_cannot_be_opened) {
  const temporary_folder folder;
  test_support::write_file(folder / "letters", letters);
  EXPECT_EQ(code_of_opening(folder / "missing", os_file::access::read), ENOENT);
  EXPECT_EQ(code_of_opening(folder / "letters", os_file::access::create_new), EEXIST);
  EXPECT_EQ(code_of_opening(folder.path().string(), os_file::access::read_write), EISDIR);
}
