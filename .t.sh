cd /work/h-net
swift format format --in-place Tests/TransportTests/*.swift
swift build --build-tests 2>&1 | grep -E "error:|warning:" | sort -u
swift test --skip-build --filter "$1" 2>&1 | grep -vE " started\.$|passed after [0-9.]+ seconds.$" | cut -c1-${W:-420}| tail -${N:-60}; date
