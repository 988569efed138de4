# The parts `wheels` and `windows-wheel` of scripts/test: wheels where there is Python, torch and nothing else.

# torch, pytest and what these need come from this environment's folders; the package comes from the wheel.
test_wheels() {
  local wheel environment=$bare_debian/environment
  ((EUID == 0)) || fail "scripts/test wheels must be run by root: it mounts folders into a bare Debian"
  need_python_package
  need_extra test
  build_linux_wheel
  # Debian 12's glibc is 2.36, but what is used of it is 2.34's: an older system takes the wheel, such as RHEL 9.
  wheel=$(echo dist/linux/acestep_compat-*-manylinux_2_34_"$(uname -m)".whl)
  [[ -f $wheel ]] || fail "Not a wheel for glibc 2.34: $(ls dist/linux)"
  need_bare_debian
  say "Testing the wheel in the bare Debian"
  rm -rf "$environment"
  in_bare_debian /usr/bin/python3 -m venv /environment
  in_bare_debian /environment/bin/python -m pip install --quiet --no-index --no-deps "/project/$wheel"
  printf '%s\n' "$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" "$(folder_of_torch "$python")" \
    >"$(echo "$environment"/lib/python3*/site-packages)/torch_of_this_machine.pth"
  read_only="$venv:$(folder_of_torch "$python")" \
    in_bare_debian /environment/bin/python -B -m pytest -c /project/tests/wheel/pytest.ini /project/tests/wheel
}

# The package's own tests run there too, on files that were made here, except those that need what Windows or Wine lacks
# (see the markers in pyproject.toml).
test_windows_wheel() {
  need_python_package
  need_extra test
  build_windows_wheel
  need_wine
  trap stop_wine EXIT
  need_windows_packages
  say "Testing the wheel under Wine"
  install_for_windows dist/windows/*.whl
  mkdir -p build/corpus
  "$python" tests/python/corpus.py tests/data/test_track_001.mp3 build/corpus
  ACESTEP_COMPAT_CORPUS=Z:$root/build/corpus in_windows_python -m pytest -p no:cacheprovider --confcutdir=tests \
    -m 'not programs and not posix and not own_process' --basetemp=build/windows-pytest tests/wheel tests/python
}
