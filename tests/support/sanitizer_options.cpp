// libsndfile leaks its decoder's state when it refuses a damaged Vorbis file.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:vorbis_info_init\n";
}
