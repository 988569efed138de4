# Sourced by the scripts: checks the core by MSVC's rules, as far as clang knows them. clang parses for MSVC's target: its
# ABI, its rules for exported classes, no GNU extensions. The headers of the C and C++ libraries are MinGW's, which take
# the compiler for GCC.

# check_with_msvc_rules FILE...
check_with_msvc_rules() {
  local gcc prefix=build/msvc-prefix.hpp
  gcc=$(dirname "$(x86_64-w64-mingw32-g++-posix -print-libgcc-file-name)")
  printf '%s\n' '#include <_mingw.h>' '#undef __MINGW_IMPORT' \
    '#define __MINGW_IMPORT extern __declspec(dllimport)' >"$prefix"
  printf '%s\0' "$@" | xargs -0 -n 4 -P "$jobs" clang++ --target=x86_64-pc-windows-msvc -std=c++20 -fsyntax-only \
    -Werror -Wall -Wextra -Wpedantic -Wgnu -Wmicrosoft -Wundef -Wvla \
    -fgnuc-version=12 -fno-ms-compatibility -U__SIZEOF_INT128__ -D__MINGW32__ -D__MINGW64__ -D__STRICT_ANSI__ \
    -include "$prefix" -nostdinc -isystem "$gcc/include/c++" \
    -isystem "$gcc/include/c++/x86_64-w64-mingw32" -isystem "$windows_root/include" \
    -isystem "$windows_root/include/opus" -isystem "$(clang++ -print-resource-dir)/include" \
    -isystem /usr/x86_64-w64-mingw32/include -D_FILE_OFFSET_BITS=64 -DHWY_STATIC_DEFINE \
    -DACESTEP_COMPAT_BUILDING -Iinclude -Isrc
}

test_msvc() {
  local files
  need_packages clang
  need_windows_root
  mapfile -t files < <(find src -name '*.cpp' ! -name '*posix*')
  find include/acestep_compat/core include/acestep_compat/version.hpp -name '*.hpp' -printf '#include "../%p"\n' \
    >build/msvc-headers.cpp
  check_with_msvc_rules build/msvc-headers.cpp "${files[@]}"
}
