# Cross-builds for 64-bit ARM Linux on Debian: the compiler is Debian's cross compiler, and libraries come from the
# folder that scripts/lib/arm64.sh makes, so that nothing of another architecture is installed on this machine.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)

get_filename_component(arm64_root "${CMAKE_CURRENT_LIST_DIR}/../build/linux-arm64-root" ABSOLUTE)
set(CMAKE_FIND_ROOT_PATH "${arm64_root}")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(ENV{PKG_CONFIG_SYSROOT_DIR} "${arm64_root}")
set(ENV{PKG_CONFIG_LIBDIR} "${arm64_root}/usr/lib/aarch64-linux-gnu/pkgconfig:${arm64_root}/usr/share/pkgconfig")
# Where the linker finds the libraries that the libraries need.
set(arm64_libraries "-Wl,-rpath-link,${arm64_root}/usr/lib/aarch64-linux-gnu:${arm64_root}/lib/aarch64-linux-gnu")
foreach(kind EXE SHARED MODULE)
  set(CMAKE_${kind}_LINKER_FLAGS_INIT "${arm64_libraries}")
endforeach()

# The environment variable QEMU_CPU chooses the CPU that is emulated.
set(CMAKE_CROSSCOMPILING_EMULATOR "qemu-aarch64-static;-L;${arm64_root}")
