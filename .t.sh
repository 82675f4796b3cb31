cd /work/h-net
export DBMON_TEST_PYTHON=/work/h-net/.venv/bin/python
swift format format --in-place Tests/TransportTests/*.swift
swift build --build-tests 2>&1 | grep -E "error:|warning:" | sort -u
timeout 200 swift test --skip-build --filter "$1" 2>&1 | grep -vE "started\.$|passed after [0-9.]+ seconds.$|Test case passing" | cut -c1-${W:-520}| tail -${N:-60}; date
