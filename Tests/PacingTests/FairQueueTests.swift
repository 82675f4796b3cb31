import Model
import Testing

@testable import Pacing

@Suite struct FairQueueTests {
    /// A thousand outputs wait, then two pages of a listing come: they are served second and fourth.
    @Test func manyOfOneKindDoNotHoldUpTheFewOfAnother() {
        var queue = FairQueue()
        for id in 0..<1_000 { queue.add(id, kind: 3, ahead: false) }
        queue.add(2_000, kind: 1, ahead: false)
        queue.add(2_001, kind: 1, ahead: false)
        #expect((0..<5).map { _ in queue.removeFirst() } == [0, 2_000, 1, 2_001, 2])
    }

    @Test func thoseLetAheadAreFirstWhateverTheirKind() {
        var queue = FairQueue()
        queue.add(1, kind: 1, ahead: false)
        queue.add(2, kind: 2, ahead: true)
        queue.add(3, kind: 1, ahead: true)
        #expect((0..<4).map { _ in queue.removeFirst() } == [3, 2, 1, nil])
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func everyoneIsServedOnceInOrderOfItsKind(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var queue = FairQueue()
        var added: [Int: [Int]] = [:]
        var served: [Int: [Int]] = [:]
        var count = 0
        func serve() {
            guard let id = queue.removeFirst() else { return }
            served[id % 4, default: []].append(id)
        }
        for _ in 0..<500 {
            if Int.random(in: 0..<5, using: &generator) < 3 {
                let kind = Int.random(in: 0..<4, using: &generator)
                let id = count * 4 + kind
                count += 1
                queue.add(id, kind: kind, ahead: false)
                added[kind, default: []].append(id)
            } else {
                serve()
            }
        }
        for _ in 0..<500 { serve() }
        #expect(served == added)
    }
}
