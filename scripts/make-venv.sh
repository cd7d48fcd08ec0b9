#!/bin/sh
# Make .venv with the first uv in it. $1: the Python to use.
set -eu
python=$1

if ! "$python" -m venv .venv 2>/dev/null; then
  rm -rf .venv
  # Debian and Ubuntu keep venv in a package of its own.
  sudo=""
  [ "$(id -u)" = 0 ] || sudo="sudo"
  if command -v apt-get >/dev/null; then
    echo "Installing python3-venv, which this Python lacks."
    $sudo apt-get update -qq && $sudo apt-get install -y -qq python3-venv >/dev/null
    "$python" -m venv .venv
  else
    echo "This Python cannot make a virtual environment. Install its venv module, or use uv: uv run app.py" >&2
    exit 1
  fi
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check uv
