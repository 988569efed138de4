# Sourced by the scripts: build/windows-root, the libraries that the core needs on Windows x64, with the headers and
# pkg-config files to compile against them.
#
#   libsndfile        the DLL of soundfile's wheel, which has every format in it
#   libmpg123         built as a DLL, since it is LGPL
#   ogg vorbis opus   built as static libraries, as are Highway and (for the tests) FLAC and GoogleTest
#
# What is built is Debian's source of the same versions that Linux has.

windows_root=$root/build/windows-root
windows_sources=$root/build/windows-sources
windows_packages=(g++-mingw-w64-x86-64-posix mingw-w64-tools ninja-build cmake pkg-config ccache
                  dpkg-dev googletest libsndfile1-dev)
soundfile_version=0.14.0

# fetch_debian_sources NAME...: downloads and unpacks source packages into $windows_sources. The list of sources is our
# own, so that the machine's stays as it is. Signatures of the upstream authors are left out: apt has checked the hash
# of every file, and a mirror may lack them.
fetch_debian_sources() {
  local codename lists=$windows_sources/apt options uri name hash
  codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
  mkdir -p "$lists/partial"
  printf '%s\n' "deb-src http://deb.debian.org/debian $codename main" \
    "deb-src http://deb.debian.org/debian-security $codename-security main" >"$windows_sources/debian.list"
  options=(-qq -o "Dir::Etc::sourcelist=$windows_sources/debian.list" -o Dir::Etc::sourceparts=/dev/null
           -o "Dir::State::lists=$lists" -o APT::Sandbox::User=)
  apt-get "${options[@]}" update
  apt-get "${options[@]}" source --print-uris "$@" | while read -r uri name _ hash; do
    [[ $uri == \'* && $name != *.asc ]] || continue
    uri=${uri//\'/}
    echo "$uri $windows_sources/$name ${hash/:/ }"
  done >"$windows_sources/files"
  xargs -P 4 -L 1 bash -c '/usr/lib/apt/apt-helper -qq -o APT::Sandbox::User= download-file "$0" "$1" "$2:$3"' \
    <"$windows_sources/files"
  for name in "$windows_sources"/*.dsc; do
    sed -i '/\.asc$/d' "$name"
    (cd "$windows_sources" && dpkg-source --no-check -x "$name" >/dev/null)
  done
}

# build_for_windows NAME FOLDER CMAKE_ARGUMENT...: configures and builds a library, and installs it to the root.
build_for_windows() {
  local build=$windows_sources/build-$1
  cmake -S "$2" -B "$build" -G Ninja -DCMAKE_TOOLCHAIN_FILE="$root/cmake/windows-mingw.cmake" \
    -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX="$windows_root" -DCMAKE_POLICY_VERSION_MINIMUM=3.5 \
    -DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache \
    -DBUILD_SHARED_LIBS=OFF -DBUILD_TESTING=OFF -Wno-dev "${@:3}"
  cmake --build "$build" -- --quiet
  cmake --install "$build"
}

source_folder() { echo "$windows_sources/$1"-[0-9]*[0-9a-z]; }

build_codecs_for_windows() {
  build_for_windows ogg "$(source_folder libogg)" -DINSTALL_DOCS=OFF
  build_for_windows vorbis "$(source_folder libvorbis)"
}

# The release lacks a file that its CMakeLists.txt includes, and takes a wrong version for its pkg-config file, from the
# repository around it where there is one.
build_opus_for_windows() {
  local source
  source=$(source_folder opus)
  touch "$source/opus_buildtype.cmake"
  build_for_windows opus "$source" -DOPUS_STACK_PROTECTOR=OFF -DCMAKE_DISABLE_FIND_PACKAGE_Git=ON
  sed -i "s/^Version:.*/Version: $(. "$source/package_version" && echo "$PACKAGE_VERSION")/" \
    "$windows_root/lib/pkgconfig/opus.pc"
}

# The library alone: the player and what belongs to it are not wanted. Its configuration names strcasecmp _stricmp, which
# makes MinGW's inline strcasecmp, that calls _stricmp, call itself for ever: so there is to be no inline one.
build_mpg123_for_windows() {
  build_for_windows mpg123 "$(source_folder mpg123)/ports/cmake" -DBUILD_SHARED_LIBS=ON -DBUILD_LIBOUT123=OFF \
    -DCMAKE_C_FLAGS=-D__CRT__NO_INLINE
}

build_flac_for_windows() {
  build_for_windows flac "$(source_folder flac)" -DBUILD_CXXLIBS=OFF -DBUILD_PROGRAMS=OFF -DBUILD_EXAMPLES=OFF \
    -DBUILD_DOCS=OFF -DINSTALL_MANPAGES=OFF -DWITH_OGG=OFF -DWITH_STACK_PROTECTOR=OFF -DWITH_FORTIFY_SOURCE=OFF
  sed -i 's/^Cflags:.*/& -DFLAC__NO_DLL/' "$windows_root/lib/pkgconfig/flac.pc"
}

build_highway_for_windows() {
  build_for_windows highway "$(source_folder highway)" -DHWY_ENABLE_TESTS=OFF -DHWY_ENABLE_EXAMPLES=OFF \
    -DHWY_ENABLE_CONTRIB=OFF
}

build_googletest_for_windows() {
  build_for_windows googletest /usr/src/googletest -DCMAKE_CXX_STANDARD=20 -DCMAKE_CXX_FLAGS=-O1
}

# The DLL of the wheel, and an import library for it.
install_libsndfile_for_windows() {
  local folder=$windows_sources/soundfile
  "$python" -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --platform win_amd64 \
    --dest "$folder" "soundfile==$soundfile_version"
  "$python" -m zipfile -e "$folder"/soundfile-*.whl "$folder"
  mkdir -p "$windows_root"/{bin,include,lib/pkgconfig}
  cp "$folder/_soundfile_data/libsndfile_x64.dll" "$windows_root/bin"
  cp /usr/include/sndfile.h "$windows_root/include"
  gendef - "$windows_root/bin/libsndfile_x64.dll" >"$folder/sndfile.def"
  x86_64-w64-mingw32-dlltool -d "$folder/sndfile.def" -D libsndfile_x64.dll -l "$windows_root/lib/libsndfile.dll.a"
  printf '%s\n' 'prefix=${pcfiledir}/../..' 'Name: sndfile' 'Description: libsndfile of the soundfile wheel' \
    'Version: 1.2.2' 'Libs: -L${prefix}/lib -lsndfile' 'Cflags: -I${prefix}/include' \
    >"$windows_root/lib/pkgconfig/sndfile.pc"
}

# need_windows_root: each library in a process of its own, since configuring takes as long as compiling.
need_windows_root() {
  local state task tasks=(libsndfile codecs opus mpg123 flac highway googletest) pids=() failed=0
  state=$(fingerprint scripts/lib/windows_root.sh cmake/windows-mingw.cmake)
  [[ -f $windows_root/done && $(<"$windows_root/done") == "$state" ]] && return 0
  need_packages "${windows_packages[@]}"
  need_venv
  say "Building the libraries for Windows"
  rm -rf "$windows_root" "$windows_sources"
  mkdir -p "$windows_root" "$windows_sources"
  fetch_debian_sources libogg libvorbis opus flac mpg123 highway
  for task in "${tasks[@]}"; do
    case $task in
      libsndfile) (set -e; install_libsndfile_for_windows) ;;
      *) (set -e; "build_${task}_for_windows") ;;
    esac >"$windows_sources/$task.log" 2>&1 &
    pids+=($!)
  done
  for task in "${!tasks[@]}"; do
    wait "${pids[$task]}" || { failed=1; tail -n 40 "$windows_sources/${tasks[$task]}.log" >&2; }
  done
  ((failed == 0)) || fail "A library for Windows could not be built"
  rm -rf "$windows_sources"
  echo "$state" >"$windows_root/done"
}
