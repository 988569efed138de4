// Included before every source file of the wheel. g++ 12 gave this function a second version, for its noexcept alone;
// naming the first one lets the wheel run with the libstdc++ of g++ 11 too, which is RHEL 9's.
__asm__(".symver _ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE,"
        "_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE@GLIBCXX_3.4.11");
