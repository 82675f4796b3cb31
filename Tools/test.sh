#!/bin/sh
# Runs every test: the units, the product against the simulator, and the official Python clients against the simulator.
set -eu

# The clients are judges from outside. Without network they cannot be installed, and then the tests say so and fail.
if [ ! -x .venv/bin/python ]; then
    python3 -m venv .venv
fi
if ! .venv/bin/python -c 'import cmarkgfm, databricks.sdk, github, h2, jsonschema, markdown_it, pandas' \
    >/dev/null 2>&1; then
    echo "Installing the Python packages that judge the simulator, the reports and the schema ..."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -r Tests/Clients/requirements.txt
fi
DBMON_TEST_PYTHON="$PWD/.venv/bin/python"
export DBMON_TEST_PYTHON
# What depends on real time and sockets goes first and alone: beside the others, which keep every core busy for
# minutes, a server would wait longer for its turn than a client waits for the server.
timed='TransportTests|ProgramTests|PacingAtServerTests|SignInSweepTests|everyRowIsTheTruthOverHTTP|FlaggedOverSockets'
swift build --build-tests
swift test --skip-build --filter "$timed"
exec swift test --skip-build --skip "$timed"
