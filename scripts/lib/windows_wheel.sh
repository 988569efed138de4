# Sourced by the scripts: the wheel for Windows in dist/windows, cross-built.

# The compiler's options are those of the preset windows-mingw, so that ccache has what was compiled for its tests.
build_windows_wheel() {
  local sources folder
  need_windows_root
  need_windows_python
  need_wheel_tools
  say "Building the wheel for Windows"
  rm -rf build/windows-wheel build/repaired
  "$python" -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir build/windows-wheel \
    -Cbuild-dir=build/windows-wheel-build -Cwheel.tags=cp311-cp311-win_amd64 \
    -Ccmake.args=--toolchain="$root/cmake/windows-mingw.cmake" \
    -Ccmake.define.ACESTEP_COMPAT_WARNINGS_AS_ERRORS=ON \
    -Ccmake.define.Python_INCLUDE_DIR="$windows_python/Include" \
    -Ccmake.define.Python_LIBRARY="$windows_python/libs/python311.lib" \
    -Ccmake.define.PYTHON_MODULE_EXTENSION=.cp311-win_amd64.pyd \
    -Ccmake.define.PYTHON_MODULE_DEBUG_POSTFIX= "$root"
  "$venv/bin/delvewheel" repair --add-path "$windows_root/bin" --wheel-dir build/repaired build/windows-wheel/*.whl
  finish_wheel windows
}
