import Synchronization
import Testing

@testable import Pacing

@Suite struct GateTests {
    @Test func neverLetsMoreInsideThanItsWidth() async throws {
        let gate = Gate(width: 3)
        let crowd = Crowd()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    try await gate.enter()
                    crowd.enter()
                    await Task.yield()
                    crowd.leave()
                    gate.leave()
                }
            }
            try await group.waitForAll()
        }
        #expect(crowd.most == 3)
    }

    @Test func cancelledWaiterLeavesTheQueueAndNeverEnters() async throws {
        let gate = Gate(width: 1)
        try await gate.enter()
        let waiter = Task { try await gate.enter() }
        for _ in 0..<100 { await Task.yield() }
        waiter.cancel()
        await #expect(throws: CancellationError.self) { try await waiter.value }
        gate.leave()
        // The place is free again: the cancelled one does not hold it.
        try await gate.enter()
        gate.leave()
    }

    @Test func manyCancellationsLoseNoPlace() async throws {
        let gate = Gate(width: 2)
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<300 {
                group.addTask {
                    let task = Task {
                        try await gate.enter()
                        await Task.yield()
                        gate.leave()
                    }
                    if index.isMultiple(of: 3) { task.cancel() }
                    _ = try? await task.value
                }
            }
        }
        try await gate.enter()
        try await gate.enter()
        let third = Task { try await gate.enter() }
        for _ in 0..<100 { await Task.yield() }
        third.cancel()
        await #expect(throws: CancellationError.self) { try await third.value }
    }

    @Test func thoseLetAheadGoFirst() async throws {
        let gate = Gate(width: 1)
        let order = Order()
        try await gate.enter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (name, ahead) in [("first", false), ("second", false), ("throttled", true)] {
                group.addTask {
                    try await gate.enter(ahead: ahead)
                    order.add(name)
                    gate.leave()
                }
                for _ in 0..<200 { await Task.yield() }
            }
            gate.leave()
            try await group.waitForAll()
        }
        #expect(order.names.first == "throttled")
    }
}

/// How many are inside, and how many there were at most.
private final class Crowd: Sendable {
    private let count = Mutex<(now: Int, most: Int)>((0, 0))

    var most: Int { count.withLock { $0.most } }

    func enter() { count.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
    func leave() { count.withLock { $0.now -= 1 } }
}

private final class Order: Sendable {
    private let list = Mutex<[String]>([])

    var names: [String] { list.withLock { $0 } }

    func add(_ name: String) { list.withLock { $0.append(name) } }
}
