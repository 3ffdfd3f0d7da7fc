#!/bin/sh
# Installs the system libraries Qt needs on Debian and Ubuntu, or says which are missing.
# On other systems (and where nothing is missing) it does nothing.
set -eu
command -v apt-get >/dev/null 2>&1 || exit 0

missing=""
need() { # package, shared library that it brings
    ldconfig -p 2>/dev/null | grep -q "$2" || missing="$missing $1"
}
need libegl1 libEGL.so.1
need libgl1 libGL.so.1
need libglib2.0-0 libglib-2.0.so.0
need libfontconfig1 libfontconfig.so.1
need libdbus-1-3 libdbus-1.so.3
need libxkbcommon0 libxkbcommon.so.0
need libxkbcommon-x11-0 libxkbcommon-x11.so.0
need libxcb-cursor0 libxcb-cursor.so.0
need libxcb-icccm4 libxcb-icccm.so.4
need libxcb-image0 libxcb-image.so.0
need libxcb-keysyms1 libxcb-keysyms.so.1
need libxcb-render-util0 libxcb-render-util.so.0
need libxcb-shape0 libxcb-shape.so.0
need libxcb-xinerama0 libxcb-xinerama.so.0
need libxcb-randr0 libxcb-randr.so.0
need libxcb-xkb1 libxcb-xkb.so.1
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    echo "Installing the libraries Qt needs:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # Old lists may still do, and a machine without them can run what needs no window.
    apt-get update -qq || true
    # shellcheck disable=SC2086 # one word a package
    apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
fi
echo "Qt needs libraries that are not installed. Please run, once:"
echo "    sudo apt-get install -y$missing"
