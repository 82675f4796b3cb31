#!/bin/sh
# Builds the program in release mode, with Swift's own libraries inside where the system allows it, so that it starts on
# a machine without Swift.
set -eu

if [ "$(uname -s)" = Linux ]; then
    set -- --static-swift-stdlib
else
    set --
fi
echo "Building dbmon (the first time takes some minutes) ..."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! swift build --configuration release --product dbmon "$@" >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
