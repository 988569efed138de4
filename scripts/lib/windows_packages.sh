# Sourced by the scripts: fills the CPython for Windows with packages, and runs it.

# install_for_windows PIP_ARGUMENT...: this machine's pip fills the folder. Bytecode is compiled when a package is used.
install_for_windows() {
  "$python" -m pip install --quiet --disable-pip-version-check --no-deps --no-compile --only-binary=:all: \
    --platform win_amd64 --python-version 3.11 --upgrade --target "$windows_python/Lib/site-packages" "$@"
}

# need_windows_packages: torch for Windows and what the tests need. Microsoft's runtime, which torch links, goes where
# Windows looks first: into the folder of python.exe.
need_windows_packages() {
  local state packages=$windows_python/Lib/site-packages
  state=$(fingerprint tests/wheel/windows-requirements.txt)
  [[ -f $packages/done && $(<"$packages/done") == "$state" ]] && return 0
  say "Installing torch for Windows"
  install_for_windows --requirement tests/wheel/windows-requirements.txt
  cp "$packages"/Scripts/*.dll "$windows_python"
  echo "$state" >"$packages/done"
}

# in_windows_python ARGUMENT...: runs python.exe under Wine. Its streams may be pipes, but not files; torch uses
# Microsoft's C++ runtime instead of Wine's; the threads of torch's OpenMP library cannot be bound to processors there.
in_windows_python() {
  local own=msvcp140,msvcp140_1,vcruntime140,vcruntime140_1,concrt140,msvcp140_atomic_wait
  WINEDLLOVERRIDES="$WINEDLLOVERRIDES;$own=n,b" KMP_AFFINITY=disabled \
    "$wine" "$windows_python/python.exe" -X utf8 "$@" </dev/null 2>&1 | cat
}
