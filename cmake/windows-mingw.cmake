# Cross-compiles to Windows x64 with MinGW-w64 (GCC; the posix thread model, since the other one lacks std::thread) and
# runs what was built under Wine. The libraries for Windows lie in ACESTEP_COMPAT_WINDOWS_ROOT, which scripts/test
# windows fills.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR AMD64)
set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc-posix)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)

set(ACESTEP_COMPAT_WINDOWS_ROOT "${CMAKE_CURRENT_LIST_DIR}/../build/windows-root"
    CACHE PATH "The folder with bin, include and lib of the libraries for Windows")
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES ACESTEP_COMPAT_WINDOWS_ROOT)
cmake_path(ABSOLUTE_PATH ACESTEP_COMPAT_WINDOWS_ROOT NORMALIZE OUTPUT_VARIABLE windows_root)
set(CMAKE_FIND_ROOT_PATH /usr/x86_64-w64-mingw32 "${windows_root}")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(ENV{PKG_CONFIG_LIBDIR} "${windows_root}/lib/pkgconfig")

# The compiler's own libraries become a part of every program and DLL, so that these need nothing beside them.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static -static-libgcc -static-libstdc++")
set(CMAKE_SHARED_LINKER_FLAGS_INIT "${CMAKE_EXE_LINKER_FLAGS_INIT}")
set(CMAKE_MODULE_LINKER_FLAGS_INIT "${CMAKE_EXE_LINKER_FLAGS_INIT}")

# Programs find the DLLs, and Wine its settings (scripts/lib/wine.sh makes them). File names need a locale with UTF-8.
cmake_path(ABSOLUTE_PATH CMAKE_CURRENT_LIST_DIR NORMALIZE OUTPUT_VARIABLE wine_prefix)
cmake_path(GET wine_prefix PARENT_PATH wine_prefix)
string(REPLACE "/" "\\" windows_path "Z:${windows_root}/bin")
set(CMAKE_CROSSCOMPILING_EMULATOR
    /usr/bin/env "WINEPREFIX=${wine_prefix}/build/wine" "WINEPATH=${windows_path}" WINEDEBUG=-all LC_ALL=C.UTF-8
    /usr/lib/wine/wine64)
