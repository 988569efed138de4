// Links, modes, owners and signals of POSIX.

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <acestep_compat/core/error.hpp>
#ifdef __linux__
#include <sched.h>
#include <sys/mount.h>
#endif
#include <cerrno>
#include <chrono>
#include <csignal>
#include <random>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/atomic_saving.hpp"
#include "support/in_child.hpp"
#include "support/song.hpp"
#include "support/temporary_folder.hpp"
#include "support/writing.hpp"

namespace ac = acestep_compat;
namespace fs = std::filesystem;
using test_support::bytes;
using test_support::code_of_saving;
using test_support::in_child;
using test_support::old_content;
using test_support::read_file;
using test_support::save;
using test_support::save_counting_warnings;
using test_support::song;
using test_support::temporary_folder;
using test_support::wav_content;
using test_support::write_file;
using testing::ElementsAre;

namespace {

unsigned mode_of(const std::string& path) {
  struct stat found {};
  EXPECT_EQ(::stat(path.c_str(), &found), 0);
  return found.st_mode & 07777;
}

/// Another user than root, whom permissions bind. The song is read before, from a folder that may be root's alone.
void become_ordinary_user() {
  song(2, 1);
  if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) throw std::runtime_error("setuid");
}

}  // namespace

TEST(posix_save, writes_through_a_symbolic_link) {
  const temporary_folder folder;
  fs::create_directory(folder / "deep");
  write_file(folder / "deep/song.wav", old_content);
  fs::create_symlink("deep/song.wav", folder / "link.wav");
  fs::create_symlink("link.wav", folder / "link to link.wav");
  EXPECT_EQ(save_counting_warnings(folder / "link to link.wav"), 0);
  EXPECT_TRUE(fs::is_symlink(folder / "link to link.wav"));
  EXPECT_TRUE(fs::is_symlink(folder / "link.wav"));
  EXPECT_EQ(read_file(folder / "deep/song.wav"), wav_content());
}

TEST(posix_save, creates_the_target_of_a_dangling_link) {
  const temporary_folder folder;
  fs::create_symlink("new.wav", folder / "link.wav");
  save(folder / "link.wav", song(2, 1000), 48000);
  EXPECT_TRUE(fs::is_symlink(folder / "link.wav"));
  EXPECT_EQ(read_file(folder / "new.wav"), wav_content());
}

TEST(posix_save, reports_a_loop_of_links) {
  const temporary_folder folder;
  fs::create_symlink("b.wav", folder / "a.wav");
  fs::create_symlink("a.wav", folder / "b.wav");
  try {
    save(folder / "a.wav", song(1, 10), 48000);
    FAIL() << "no error";
  } catch (const ac::io_error& failure) {
    EXPECT_EQ(failure.code(), ELOOP);
  }
}

TEST(posix_save, keeps_the_mode_bits_of_the_old_file) {
  const temporary_folder folder;
  const std::string path = folder / "song.wav";
  for (const mode_t mode : {0600, 0644, 0664, 0755}) {
    write_file(path, old_content);
    ::chmod(path.c_str(), mode);
    save(path, song(2, 100), 48000);
    EXPECT_EQ(mode_of(path), mode);
  }
}

TEST(posix_save, gives_a_new_file_what_the_umask_leaves) {
  const temporary_folder folder;
  for (const mode_t mask : {0022, 0077, 0002, 0000}) {
    const std::string path = folder / ("song" + std::to_string(mask) + ".wav");
    const mode_t before = ::umask(mask);
    save(path, song(2, 100), 48000);
    ::umask(before);
    EXPECT_EQ(mode_of(path), 0666u & ~mask);
  }
}

TEST(posix_save, writes_in_place_where_the_folder_cannot_be_written) {
  const temporary_folder folder;
  const std::string path = folder / "song.wav";
  write_file(path, bytes(1000000, 'x'));  // longer than what comes
  ::chmod(path.c_str(), 0666);
  ::chmod(folder.path().c_str(), 0555);
  const int warnings = in_child([&] {
    become_ordinary_user();
    return save_counting_warnings(path);
  });
  ::chmod(folder.path().c_str(), 0755);
  EXPECT_EQ(warnings, 1);
  EXPECT_EQ(read_file(path), wav_content());
}

TEST(posix_save, respects_a_write_protected_file_in_a_writable_folder) {
  const temporary_folder folder;
  const std::string path = folder / "song.wav";
  write_file(path, old_content);
  ::chmod(path.c_str(), 0444);
  ::chmod(folder.path().c_str(), 0777);
  const int code = in_child([&] {
    become_ordinary_user();
    try {
      save(path, song(2, 100), 48000);
    } catch (const ac::io_error& failure) {
      return failure.code();
    }
    return 0;
  });
  EXPECT_EQ(code, EACCES);
  EXPECT_EQ(read_file(path), old_content);
}

TEST(posix_save, puts_the_old_bytes_back_when_writing_in_place_fails) {
  const temporary_folder folder;
  write_file(folder / "song.wav", old_content);
  fs::create_hard_link(folder / "song.wav", folder / "other.wav");
  const int code = in_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{20000, 20000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
      save(folder / "song.wav", song(2, 48000), 48000);
    } catch (const ac::io_error& failure) {
      return failure.code();
    }
    return 0;
  });
  EXPECT_EQ(code, EFBIG);
  EXPECT_EQ(read_file(folder / "song.wav"), old_content);
}

#ifdef __linux__
TEST(posix_save, writes_in_place_over_a_mount_point) {
  const temporary_folder folder;
  const std::string path = folder / "song.wav";
  write_file(path, old_content);
  write_file(folder / "mounted.wav", old_content);
  const bool root = ::geteuid() == 0;
  const int warnings = in_child([&] {
    if (::unshare(CLONE_NEWNS | (root ? 0 : CLONE_NEWUSER)) != 0) return 250;
    // Kept from other namespaces; in a chroot "/" is no mount point, and what follows is taken back there too.
    if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 && errno != EINVAL) return 251;
    if (::mount((folder / "mounted.wav").c_str(), path.c_str(), nullptr, MS_BIND, nullptr) != 0) return 252;
    const int counted = save_counting_warnings(path);
    return ::umount2(path.c_str(), MNT_DETACH) == 0 ? counted : 253;
  });
  ASSERT_LT(warnings, 250) << "this machine allows no mount namespaces";
  EXPECT_EQ(warnings, 1);
  EXPECT_EQ(read_file(folder / "mounted.wav"), wav_content());
  EXPECT_THAT(folder.names(), ElementsAre("mounted.wav", "song.wav"));
}
#endif

TEST(posix_save, writes_to_a_pipe) {
  const temporary_folder folder;
  const std::string path = folder / "pipe";
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  bytes received;
  std::thread reader([&] { received = read_file(path); });
  EXPECT_EQ(save_counting_warnings(path), 1);
  reader.join();
  EXPECT_EQ(received, wav_content());
}

TEST(posix_save, shows_a_whole_file_whenever_the_process_is_killed) {
  const temporary_folder folder;
  const std::string path = folder / "song";
  const auto first = song(2, 12000);
  const auto second = song(2, 8000);
  ac::writer_options options;
  const auto save_both = [&] {
    save(path, second, 48000, options);
    save(path, first, 48000, options);
  };
  for (const ac::audio_format format : {ac::audio_format::wav, ac::audio_format::flac}) {
    options.format = format;
    const auto started = std::chrono::steady_clock::now();
    save_both();
    const auto duration =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started);
    const bytes whole_first = test_support::encode(first, 48000, options);
    const bytes whole_second = test_support::encode(second, 48000, options);
    write_file(path, whole_first);
    int replaced = 0;
    for (int kill = 0; kill < 100; ++kill) {
      int ends[2];
      ASSERT_EQ(::pipe(ends), 0);
      const pid_t child = ::fork();
      if (child == 0) {
        save_both();
        if (::write(ends[1], "", 1) != 1) ::_exit(1);
        for (;;) save_both();
      }
      // Half of them at any moment of the first two rounds or so, the others after the first, on a slow machine, too.
      char byte = 0;
      if (kill % 2 == 1) {
        ASSERT_EQ(::read(ends[0], &byte, 1), 1);
      }
      for (const int end : ends) ::close(end);
      std::this_thread::sleep_for(std::chrono::microseconds(std::random_device()() % (2 * duration.count() + 1)));
      ::kill(child, SIGKILL);
      int status = 0;
      ::waitpid(child, &status, 0);
      ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";
      const bytes found = read_file(path);
      ASSERT_TRUE(found == whole_first || found == whole_second) << "kill " << kill << ": " << found.size() << " bytes";
      replaced += found == whole_second ? 1 : 0;
    }
    EXPECT_GT(replaced, 0) << "no child ever came to a commit";
  }
}

TEST(posix_save, names_the_reason_of_a_refusal_as_the_system_does) {
  const temporary_folder folder;
  write_file(folder / "file", old_content);
  EXPECT_EQ(code_of_saving(folder / "file/song.wav"), ENOTDIR);
  EXPECT_EQ(code_of_saving(folder / std::string(300, 'a')), ENAMETOOLONG);
}

TEST(posix_save, takes_names_of_any_bytes) {
  const temporary_folder folder;
  save(folder / "m\xFCsica \xF0\x9F\x8E\xB5.wav", song(2, 1000), 48000);
  EXPECT_EQ(read_file(folder / "m\xFCsica \xF0\x9F\x8E\xB5.wav"), wav_content());
}
