# The libraries that the core uses. Read by the build, and by the package config of a static core, whose consumers have to
# link them as well. GLOBAL: a project that adds this one by add_subdirectory links them from its own directories.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(SNDFILE REQUIRED IMPORTED_TARGET GLOBAL sndfile>=1.1.0)
pkg_check_modules(HWY REQUIRED IMPORTED_TARGET GLOBAL libhwy>=1.0)
pkg_check_modules(MPG123 REQUIRED IMPORTED_TARGET GLOBAL libmpg123>=1.26)
pkg_check_modules(OGG REQUIRED IMPORTED_TARGET GLOBAL ogg>=1.3)
pkg_check_modules(VORBIS REQUIRED IMPORTED_TARGET GLOBAL vorbis>=1.3)
pkg_check_modules(OPUS REQUIRED IMPORTED_TARGET GLOBAL opus>=1.3)
