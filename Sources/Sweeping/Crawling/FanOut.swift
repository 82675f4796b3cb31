internal import Synchronization

/// Runs `body` for every item, at most `width` at a time, starting them in the order given.
///
/// - Throws: the first error of `body`, once every other child was cancelled and has ended.
func fanOut<Item: Sendable>(
    _ items: [Item],
    width: Int,
    _ body: @escaping @Sendable (Item) async throws -> Void
) async throws {
    precondition(width >= 1)
    let queue = WorkQueue(items)
    try await withThrowingDiscardingTaskGroup { group in
        for _ in 0..<min(width, items.count) {
            group.addTask {
                while let item = queue.next() {
                    try Task.checkCancellation()
                    try await body(item)
                }
            }
        }
    }
}

private final class WorkQueue<Item: Sendable>: Sendable {
    private let rest: Mutex<ArraySlice<Item>>  // held for one pop, never over an await

    init(_ items: [Item]) { rest = Mutex(items[...]) }

    func next() -> Item? { rest.withLock { $0.popFirst() } }
}
