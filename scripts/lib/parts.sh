# The parts of scripts/test: one function test_PART each. They run in the repository's root.

# Independent decoders and encoders that the tests compare with; ccache, since several parts compile the same files.
test_packages=(libgtest-dev libgmock-dev libflac-dev ffmpeg sox lame vorbis-tools opus-tools ccache)
jobs=$(nproc)

# configure_and_build FOLDER CMAKE_ARGUMENT...
configure_and_build() {
  local folder=$1
  shift
  cmake -B "$folder" "$@" >/dev/null
  cmake --build "$folder" -j "$jobs" -- --quiet
}

run_ctest() { ctest --test-dir "$1" -j "$jobs" --no-tests=error --output-on-failure "${@:2}"; }

run_corpora() { run_ctest "$1" -R '^fuzz_corpus' --quiet; }

# run_in_shards TEST_PROGRAM: all its tests, in as many processes as there are cores. ctest starts a process for each
# test, which takes long where starting one does: where libtorch is loaded, under a sanitizer or an emulator.
run_in_shards() {
  local shard pids=() pid failed=0
  for ((shard = 0; shard < jobs; ++shard)); do
    GTEST_TOTAL_SHARDS=$jobs GTEST_SHARD_INDEX=$shard "$@" --gtest_brief=1 &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid" || failed=1; done
  return "$failed"
}

# check_exports LIBRARY: a shared core exports its API, and nothing else. On Linux that does not count the marks of the
# linker and the weak symbols of libstdc++'s templates, which its headers export.
check_exports() {
  local list=build/exports
  case $1 in
    *.dll) gendef - "$1" 2>/dev/null | sed '1,/^EXPORTS/d' | cut -d' ' -f1 ;;
    *) nm --dynamic --defined-only --format=posix "$1" |
      awk '$2 ~ /^[TDBR]$/ && $1 !~ /^(__bss_start|_edata|_end)$/ { print $1 }' ;;
  esac | tr -d '\r' | c++filt >"$list"
  grep -q 'acestep_compat::v0::load_audio(' "$list" || fail "$1 does not export load_audio"
  grep -Ev '^((vtable|typeinfo|typeinfo name) for )?acestep_compat::v0::' "$list" && fail "$1 exports more than the API"
  ! grep 'acestep_compat::v0::detail::' "$list" || fail "$1 exports inner parts"
}

test_core() {
  configure_and_build build/dev --preset dev
  run_in_shards build/dev/tests/core/acestep_compat_core_tests
  run_corpora build/dev
}

# The core's tests are part of this build.
test_torch() {
  need_venv
  need_torch
  configure_and_build build/torch --preset torch
  run_in_shards build/torch/tests/core/acestep_compat_core_tests
  run_in_shards build/torch/tests/torch/acestep_compat_torch_tests
  run_corpora build/torch
}

# run_pytest ARGUMENT...: in as many processes as there are cores. A module's tests, which share fixtures, stay together.
run_pytest() { "$python" -m pytest -n "$jobs" --dist loadfile --quiet "$@"; }

test_python() {
  need_packages universal-ctags
  need_python_package
  need_extra test
  run_pytest -m 'not slow'
}

# What takes minutes: one compilation after another, and long files.
test_python_slow() {
  need_python_package
  need_extra test
  "$python" -m pytest -n "$jobs" --quiet -m slow
}

# install_core FOLDER CMAKE_ARGUMENT...: builds the core alone and installs it to build/install/FOLDER.
install_core() {
  configure_and_build "build/core-$1" --preset core-only -DACESTEP_COMPAT_WARNINGS_AS_ERRORS=ON "${@:2}"
  rm -rf "build/install/$1"
  cmake --install "build/core-$1" --prefix "build/install/$1" >/dev/null
}

# A consumer knows where the library is installed and which Python has torch, as a user's project would.
test_consumer() {
  configure_and_build "build/consumer-$1" --no-warn-unused-cli -S "$2" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DACESTEP_COMPAT_WARNINGS_AS_ERRORS=ON \
    -DCMAKE_CXX_COMPILER_LAUNCHER="$(command -v ccache)" -DPython_EXECUTABLE="$python" "${@:3}"
  run_ctest "build/consumer-$1"
}

test_consumers() {
  need_venv
  need_torch
  install_core static -DBUILD_SHARED_LIBS=OFF
  test_consumer find-package-static tests/consumer/find_package -DCMAKE_PREFIX_PATH="$root/build/install/static"
  test_consumer add-subdirectory tests/consumer/add_subdirectory \
    -DCMAKE_PREFIX_PATH="$(folder_of_torch "$python")/torch/share/cmake"
  test_consumer example examples/cpp -DCMAKE_PREFIX_PATH="$root/build/install/static"
}

# Its objects are others than those of the static core: they export the API.
test_shared() {
  need_venv
  need_torch
  install_core shared -DBUILD_SHARED_LIBS=ON
  check_exports build/core-shared/src/libacestep_compat.so
  test_consumer find-package-shared tests/consumer/find_package -DCMAKE_PREFIX_PATH="$root/build/install/shared"
  test_consumer example-shared examples/cpp -DCMAKE_PREFIX_PATH="$root/build/install/shared"
}

test_sanitizers() {
  configure_and_build build/asan-ubsan --preset asan-ubsan
  run_in_shards build/asan-ubsan/tests/core/acestep_compat_core_tests
  run_corpora build/asan-ubsan
}

test_fuzz() {
  need_packages clang libclang-rt-dev
  scripts/fuzz 30
}

# clang-format 14's own --dry-run complains about `namespace a::inline b`, which it would leave unchanged.
check_clang_format() {
  local file wrong=0
  while IFS= read -r -d '' file; do
    clang-format "$file" | diff -u --label "$file" --label formatted "$file" - || wrong=1
  done < <(find include src python tests benchmarks examples -name '*.?pp' -print0)
  return "$wrong"
}

test_lint() {
  need_packages clang-format
  need_python_package
  need_extra test
  check_clang_format
  "$python" -m ruff check
  "$python" -m ruff format --check
  "$python" -m mypy
  "$python" -m mypy.stubtest acestep_compat._core
}

test_tidy() {
  need_packages clang-tidy
  cmake --preset dev >/dev/null
  # clang-tidy counts the warnings of system headers on standard error.
  find src -name '*.cpp' ! -name '*windows*' ! -name wide_path.cpp -print0 |
    xargs -0 -n 4 -P "$jobs" clang-tidy -p build/dev --quiet --warnings-as-errors='*' 2>build/clang-tidy.log
}

# By hand, not in CI: a CUDA build of torch registers CUDA in a program that links it with --as-needed, and everything
# works without a GPU. TORCH_ROOT names an existing CUDA build.
test_cuda_wheel() {
  local cuda_venv=$root/.venv-cuda-wheel folder=${TORCH_ROOT-}
  if [[ -z $folder ]]; then
    [[ -x $cuda_venv/bin/python ]] || python3 -m venv "$cuda_venv"
    "$cuda_venv/bin/python" -m pip install --quiet torch==2.14.1
    folder=$(folder_of_torch "$cuda_venv/bin/python")/torch
  fi
  [[ -e $folder/lib/libtorch_cuda.so ]] || fail "$folder holds no CUDA build of torch: lib/libtorch_cuda.so is missing"
  cmake -B build/cuda-wheel --preset torch -DTORCH_ROOT="$folder" >/dev/null
  cmake --build build/cuda-wheel -j "$jobs" --target acestep_compat_torch_tests -- --quiet
  build/cuda-wheel/tests/torch/acestep_compat_torch_tests --gtest_brief=1
  install_core static -DBUILD_SHARED_LIBS=OFF
  test_consumer cuda-wheel tests/consumer/find_package -DCMAKE_PREFIX_PATH="$root/build/install/static" \
    -DTORCH_ROOT="$folder"
}

# Programs that fail today because their torchaudio and torchcodec do not load with this torch, in an environment of their
# own. What the programs need is installed first, so that pip does not replace torch for them.
test_healing() {
  local venv=$root/.venv-healing
  local python=$venv/bin/python
  [[ -x $python ]] || python3 -m venv "$venv"
  once requirements "$(fingerprint tests/healing/requirements.txt)" \
    "$python" -m pip install --quiet "torch==$torch_version" -r tests/healing/requirements.txt
  once torchaudio 2 "$python" -m pip install --quiet --no-deps torchaudio==2.11.0 torchcodec==0.17.0 silero-vad==6.2.3
  # The last release that decodes without torchcodec, for one test.
  once torchaudio-2.8.0 1 "$python" -m pip install --quiet --no-deps --target "$venv/torchaudio-2.8.0" torchaudio==2.8.0
  need_packages "${build_packages[@]}"
  need_package
  "$python" -m pytest -n "$jobs" tests/healing -c tests/healing/pytest.ini --ignore tests/healing/real_torchcodec
}

# By hand, not in CI (6 GB): the same programs where torchcodec and torchaudio work, and where that torchcodec finds no
# FFmpeg.
test_real_torchcodec() {
  local venv=$root/.venv-real-torchcodec
  local python=$venv/bin/python
  [[ -x $python ]] || python3 -m venv "$venv"
  once requirements "$(fingerprint tests/healing/requirements.txt)" \
    "$python" -m pip install --quiet torch==2.14.1 torchaudio==2.11.0 torchcodec==0.17.0 -r tests/healing/requirements.txt
  once silero-vad 1 "$python" -m pip install --quiet --no-deps silero-vad==6.2.3
  need_packages "${build_packages[@]}" ffmpeg
  need_package
  "$python" -m pytest -n "$jobs" tests/healing/real_torchcodec -c tests/healing/pytest.ini
}

# purelib PYTHON: the folder into which it installs packages.
purelib() { "$1" -c 'import sysconfig; print(sysconfig.get_path("purelib"))'; }

# By hand, not in CI (minutes of installing): writes docs/compatibility.md, in an environment built on that of `healing`.
test_compatibility_table() {
  test_healing
  local venv=$root/.venv-compatibility
  local python=$venv/bin/python
  [[ -x $python ]] || python3 -m venv "$venv"
  purelib "$root/.venv-healing/bin/python" >"$(purelib "$python")/healing.pth"
  once programs "$(fingerprint tests/healing/requirements_by_hand.txt)" \
    "$python" -m pip install --quiet --no-deps -r tests/healing/requirements_by_hand.txt
  once requirements "$(fingerprint tests/healing/requirements_of_programs_by_hand.txt)" \
    "$python" -m pip install --quiet -r tests/healing/requirements_of_programs_by_hand.txt
  need_package
  "$python" tests/healing/make_table.py
}
