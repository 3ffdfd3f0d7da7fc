#!/bin/sh
# Makes the virtual environment .venv with everything in it. Arguments: python, extras ("" or "dev").
set -eu
python=$1
extras=$2

"$python" - <<'CHECK' || exit 1
import sys
if sys.version_info < (3, 11):
    sys.exit(f"MatchDesk needs Python 3.11 or newer; this is {sys.version.split()[0]}. "
             "Name another with: make PYTHON=python3.12 ...")
CHECK

if ! "$python" -m venv .venv 2>/dev/null; then
    rm -rf .venv
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ]; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
        "$python" -m venv .venv
    else
        echo "Python cannot make a virtual environment here. On Debian and Ubuntu, run once:"
        echo "    sudo apt-get install -y python3-venv"
        exit 1
    fi
fi
what="."
[ -z "$extras" ] || what=".[$extras]"
echo "Installing MatchDesk and what it needs (a few minutes the first time) ..."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable "$what"
