#!/bin/sh
# Installs the system's libraries that dbmon is built on, where they are missing. As root without sudo, else with it.
# With "tests" also Python, whose clients of both services judge the simulator, and the servers and the proxy that the
# HTTP client is tested against.
set -eu

tests="${1:-}"
if ! command -v swift >/dev/null 2>&1; then
    echo "dbmon needs a Swift 6.3 toolchain, and there is no 'swift' here: install it from https://www.swift.org/install" >&2
    exit 1
fi
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
# shellcheck disable=SC2086
set -- ${version:-0 0}
if [ "$1" -lt 6 ] || { [ "$1" -eq 6 ] && [ "$2" -lt 3 ]; }; then
    echo "dbmon needs Swift 6.3 or newer; this is $1.$2: install it from https://www.swift.org/install" >&2
    exit 1
fi
if ! command -v git >/dev/null 2>&1; then
    echo "dbmon needs git to fetch the packages it is built on: install git" >&2
    exit 1
fi

# pkg-config tells whether the headers are there, wherever they are.
missing=""
command -v pkg-config >/dev/null 2>&1 || missing="pkg-config"
has() { command -v pkg-config >/dev/null 2>&1 && pkg-config --exists "$1"; }
has libcurl || missing="$missing libcurl4-openssl-dev"
has zlib || missing="$missing zlib1g-dev"
has sqlite3 || missing="$missing libsqlite3-dev"
if [ "${tests}" = tests ] && ! python3 -c 'import ensurepip, venv' >/dev/null 2>&1; then
    missing="$missing python3 python3-venv"
fi
if [ "${tests}" = tests ]; then
    command -v openssl >/dev/null 2>&1 || missing="$missing openssl"
    command -v nghttpd >/dev/null 2>&1 || missing="$missing nghttp2-server"
    command -v tinyproxy >/dev/null 2>&1 || missing="$missing tinyproxy-bin"
fi
[ -n "$missing" ] || exit 0

if [ "$(uname -s)" = Darwin ]; then
    echo "dbmon needs libcurl, zlib and sqlite3 with their headers. Install them by:" >&2
    echo "    brew install pkg-config curl zlib sqlite" >&2
    exit 1
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "dbmon needs the headers of libcurl, zlib and SQLite, and pkg-config, and there is no apt here." >&2
    echo "Install them by your system's packages (Fedora: libcurl-devel zlib-devel sqlite-devel pkgconf)." >&2
    exit 1
fi
root=""
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "These packages are missing, and installing them needs root:$missing" >&2
        exit 1
    fi
    root="sudo"
fi
echo "Installing$missing ..."
# shellcheck disable=SC2086
if ! $root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >/dev/null 2>&1; then
    $root apt-get update -qq
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >/dev/null
fi
