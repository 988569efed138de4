// libsndfile leaks what it allocated through libvorbis and libogg when it refuses a damaged file and when an encoding
// of no frames ends. Stacks through Debian's libraries end before libsndfile's own frames, so the libraries are named;
// our own handles of theirs are closed by destructors. Visible, since the sanitizer's library looks for the name.
extern "C" __attribute__((visibility("default"))) const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libvorbis\nleak:libogg\n";
}
