# Sourced by the scripts: runs programs for Windows x64 under Wine.

wine=/usr/lib/wine/wine64
wineserver=/usr/lib/wine/wineserver64

quietly() { "$@" </dev/null >/dev/null 2>&1; }

# need_wine: Wine's server and services run from here on, until stop_wine. They are started with streams of their own:
# a service that inherits a test's pipe keeps the reader of the pipe waiting.
need_wine() {
  need_packages wine64
  # A folder of its own for Wine's simulated computer; a locale in which file names may have any character.
  export WINEPREFIX=$root/build/wine WINEDEBUG=-all WINEDLLOVERRIDES='mscoree=;mshtml='
  mkdir -p "$WINEPREFIX"
  quietly "$wineserver" -p || true  # it may run already
  quietly "$wine" wineboot -i
  [[ -f $WINEPREFIX/done ]] && return 0
  quietly "$wine" reg add 'HKCU\Software\Wine' /v Version /d win10 /f
  # The drive Z: is Linux's root, so that tests find the files that they give to Linux programs.
  quietly "$wine" reg add 'HKCU\Environment' /v TMP /d 'Z:\tmp' /f
  quietly "$wine" reg add 'HKCU\Environment' /v TEMP /d 'Z:\tmp' /f
  touch "$WINEPREFIX/done"
}

# on_windows PROGRAM ARGUMENT...: the libraries' DLLs are found.
on_windows() { WINEPATH=Z:${windows_root//\//\\}\\bin "$wine" "$@"; }

stop_wine() { quietly "$wineserver" -k; }
