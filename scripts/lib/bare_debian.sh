# Sourced by the scripts: build/bare-debian, a Debian with Python, libstdc++ (which torch needs) and nothing else.

bare_debian=$root/build/bare-debian

need_bare_debian() {
  local name
  [[ -f $bare_debian/usr/bin/python3 ]] && return 0
  need_packages mmdebstrap
  say "Making a bare Debian"
  rm -rf "$bare_debian"
  # Packages are unpacked but not set up, which takes a tenth of the time.
  mmdebstrap --quiet --variant=extract --include=python3-venv,libstdc++6 \
    "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$bare_debian"
  for name in cc g++ ffmpeg sox; do
    [[ ! -e $bare_debian/usr/bin/$name ]] || fail "The bare Debian has $name"
  done
  mkdir -p "$bare_debian/proc" "$bare_debian/project"
}

# in_bare_debian COMMAND...: with this project at /project, and each folder of $read_only (separated by colons) at its own
# path. Nothing outside the bare Debian can be written.
in_bare_debian() {
  local propagation=private
  # In a chroot, / is not a mount point, so it cannot be made private.
  mountpoint -q / || propagation=unchanged
  root=$root read_only=${read_only-} bare_debian=$bare_debian \
    unshare --mount --propagation "$propagation" --pid --fork bash -euc '
    mount -t proc proc "$bare_debian/proc"
    mount --bind -o ro "$root" "$bare_debian/project"
    IFS=:
    for folder in $read_only; do
      mkdir -p "$bare_debian$folder"
      mount --bind -o ro "$folder" "$bare_debian$folder"
    done
    exec chroot "$bare_debian" "$@"' - "$@"
}
