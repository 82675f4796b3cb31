#!/bin/sh
# Runs every test: the units, the product against the simulator, and the official Python clients against the simulator.
set -eu

# The clients are judges from outside. Without network they cannot be installed, and then the tests say so and fail.
if [ ! -x .venv/bin/python ]; then
    python3 -m venv .venv
fi
if ! .venv/bin/python -c 'import databricks.sdk, github, h2, markdown_it, pandas' >/dev/null 2>&1; then
    echo "Installing the Python packages that the tests need ..."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -r Tests/Clients/requirements.txt
fi
DBMON_TEST_PYTHON="$PWD/.venv/bin/python"
export DBMON_TEST_PYTHON
exec swift test
