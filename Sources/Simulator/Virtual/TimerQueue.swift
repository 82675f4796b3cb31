/// Sleepers by the time they wake, of equal times in the order they came: a binary heap. Cancelled ones stay in it until
/// their time, and wake nobody.
struct TimerQueue {
    struct Timer {
        let due: Duration
        let id: UInt64

        static func < (left: Timer, right: Timer) -> Bool { (left.due, left.id) < (right.due, right.id) }
    }

    private var heap: [Timer] = []

    var first: Timer? { heap.first }

    mutating func add(_ timer: Timer) {
        heap.append(timer)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child] < heap[parent] else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    mutating func removeFirst() {
        guard let last = heap.popLast(), !heap.isEmpty else { return }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[least] {
                least = child
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
