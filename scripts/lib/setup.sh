# Sourced by the scripts: what they need, and how it gets onto this machine. What is there already is left alone.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
venv=$root/.venv
python=$venv/bin/python
torch_version=2.13.0
# Encoders take the tags on their command lines in the encoding of the locale, which a fresh Debian leaves at ASCII.
export LC_ALL=C.UTF-8
# What is compiled by the same command is compiled once, whichever folder it is built in.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1

build_packages=(g++ cmake ninja-build pkg-config python3-dev
                libsndfile1-dev libmpg123-dev libhwy-dev libogg-dev libvorbis-dev libopus-dev)

say() { printf '\n== %s\n' "$*"; }

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# need_packages NAME...: installs Debian packages with apt, where that is allowed.
need_packages() {
  local name missing=() as_root=()
  # On another system the build itself names what is missing.
  command -v apt-get >/dev/null || return 0
  for name; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null) == installed ]] || missing+=("$name")
  done
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    if ! sudo -n true 2>/dev/null && ! { [[ -t 0 ]] && command -v sudo >/dev/null; }; then
      fail "Please install these packages, then run this again:  sudo apt-get install ${missing[*]}"
    fi
    as_root=(sudo)
  fi
  say "Installing ${missing[*]}"
  # Another repository's mirror may be down; what counts is whether the packages can be installed.
  "${as_root[@]}" apt-get update -qq || true
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    "${missing[@]}" </dev/null >/dev/null
}

# folder_of_torch PYTHON: the folder that has the package torch, or nothing. Nothing is imported: that takes seconds.
folder_of_torch() {
  (cd / && "$1" -c 'import importlib.util as u, os; s = u.find_spec("torch")
print(os.path.dirname(s.submodule_search_locations[0]) if s else "")')
}

# The virtual environment. It sees the calling environment's torch, if there is one, and installs only into itself.
need_venv() {
  local folder
  [[ -x $python ]] && return 0
  say "Making the virtual environment .venv"
  "${PYTHON:-python3}" -m venv "$venv"
  folder=$(folder_of_torch "${PYTHON:-python3}")
  if [[ -n $folder ]]; then
    echo "Using the torch in $folder"
    echo "$folder" >"$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/torch_already_there.pth"
  fi
}

need_torch() {
  [[ -n $(folder_of_torch "$python") ]] && return 0
  say "Installing torch $torch_version (README.md says how to point pip at a CPU build)"
  "$python" -m pip install --quiet "torch==$torch_version"
}

# once NAME STATE COMMAND...: runs the command unless it succeeded before with the same STATE.
once() {
  local stamp=$venv/done-$1 state=$2
  shift 2
  [[ -f $stamp && $(<"$stamp") == "$state" ]] && return 0
  "$@"
  echo "$state" >"$stamp"
}

# One line that changes when any file below the given paths does.
fingerprint() {
  (cd "$root" && find "$@" -type f ! -name '*.pyc' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
}

# build_package SOURCES: the wheel, built once for all virtual environments; $package_folder bears the sources'
# fingerprint. Its core is compiled by the same command as in other parts, so that ccache has it.
build_package() {
  package_folder=$root/build/wheel-${1%% *}
  [[ -d $package_folder ]] && return 0
  say "Building the Python package"
  rm -rf "$root"/build/wheel-*
  CXX=${CXX:-$(command -v c++)} "$python" -m pip wheel --quiet --no-deps --wheel-dir "$package_folder.part" \
    -Ccmake.define.ACESTEP_COMPAT_WARNINGS_AS_ERRORS=ON "$root"
  mv "$package_folder.part" "$package_folder"
}

package_sources() { fingerprint CMakeLists.txt pyproject.toml cmake include src python; }

install_package() {
  build_package "$1"
  "$python" -m pip install --quiet --no-deps --force-reinstall "$package_folder"/*.whl
}

need_package() {
  local sources
  sources=$(package_sources)
  once package "$sources" install_package "$sources"
}

# need_extra NAME: what an extra of the installed package names (pyproject.toml).
need_extra() {
  once "extra-$1" "$(fingerprint pyproject.toml)" "$python" -m pip install --quiet "acestep_compat[$1]"
}

# Everything that running the package takes.
need_python_package() {
  need_packages "${build_packages[@]}"
  need_venv
  need_torch
  need_package
}
