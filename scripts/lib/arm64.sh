# The part `arm64` of scripts/test: the core and the Python module for 64-bit ARM, cross-built, and run by an emulator
# on a CPU that has NEON only and on one that has all instruction sets, SVE2 among them.
#
# The libraries and the Python for that architecture are in a Debian of their own, so that this machine's apt and dpkg
# still know a single architecture.

arm64_root=$root/build/linux-arm64-root
arm64_tests=$root/build/linux-arm64/tests/core/acestep_compat_core_tests
arm64_wheels=$root/build/linux-arm64-wheels
arm64_packages=(g++-aarch64-linux-gnu qemu-user-static mmdebstrap)
arm64_libraries=(libsndfile1-dev libmpg123-dev libhwy-dev libogg-dev libvorbis-dev libopus-dev
                 libflac-dev libgtest-dev libgmock-dev python3 libpython3-dev)

on_arm64() { qemu-aarch64-static -L "$arm64_root" "$@"; }

make_arm64_root() {
  local IFS=,
  say "Making a Debian of ARM64 libraries"
  rm -rf "$arm64_root"
  mkdir -p "$arm64_root"
  # Packages are unpacked but not set up: that would run programs of another architecture.
  mmdebstrap --quiet --architectures=arm64 --variant=extract --include="${arm64_libraries[*]}" \
    "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$arm64_root"
  # Debian's Python.h includes one header by its path below usr/include, where a cross compiler does not look.
  ln -s ../aarch64-linux-gnu "$(echo "$arm64_root"/usr/include/python3.*)"
  touch "$arm64_root/complete"
}

need_arm64_root() { [[ -f $arm64_root/complete ]] || make_arm64_root; }

# build_for_arm64 TARGET CMAKE_ARGUMENT...
build_for_arm64() {
  cmake -B build/linux-arm64 --preset linux-arm64 "${@:2}" >/dev/null
  cmake --build build/linux-arm64 -j "$jobs" --target "$1" -- --quiet
}

# Wheels for that Python, chosen by this one.
need_arm64_wheels() {
  local version
  [[ -d $arm64_wheels ]] && return 0
  version=$(echo "$arm64_root"/usr/include/python3.*)
  "$python" -m pip install --quiet --target "$arm64_wheels.part" --only-binary=:all: \
    --platform manylinux_2_28_aarch64 --python-version "${version##*python}" numpy==2.4.6 pytest==9.1.1
  mv "$arm64_wheels.part" "$arm64_wheels"
}

test_arm64_module() {
  say "The Python module"
  need_venv
  once pybind11 1 "$python" -m pip install --quiet 'pybind11>=2.12'
  need_arm64_wheels
  build_for_arm64 acestep_compat_python -DACESTEP_COMPAT_BUILD_PYTHON=ON -DPython_EXECUTABLE="$python" \
    -DPython_INCLUDE_DIR="$(echo "$arm64_root"/usr/include/python3.*)" -DPYTHON_MODULE_EXTENSION=.so
  PYTHONPATH=$root/build/linux-arm64/python:$arm64_wheels PYTHONHOME=$arm64_root/usr \
    on_arm64 "$arm64_root/usr/bin/python3" -B -m pytest -c tests/arm64/pytest.ini tests/arm64
}

run_arm64_tests() {
  say "The core's tests on $1"
  QEMU_CPU=$1 run_in_shards on_arm64 "$arm64_tests" "${@:2}"
}

test_arm64() {
  need_packages "${arm64_packages[@]}" "${build_packages[@]}"
  need_arm64_root
  build_for_arm64 acestep_compat_core_tests
  check_tests_are_the_same '^$' on_arm64 "$arm64_tests"
  run_arm64_tests cortex-a72
  # The code that is chosen by the CPU, and what uses it. The rest is the same code on every CPU.
  run_arm64_tests max --gtest_filter='convert_*:*simd_*:*every_cpu*:*flac*:*resample_ratio*'
  test_arm64_module
}
