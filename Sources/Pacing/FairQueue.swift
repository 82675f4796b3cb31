/// Who goes next of those that wait, by their ids: in turn over the kinds of calls, first come first served within a
/// kind, so that many of one kind never hold up the few of another for longer than a turn. Pure.
struct FairQueue: Sendable {
    /// One kind's: what stands at which place, from `front` up to `back`; those let ahead have places below zero.
    private struct Line: Sendable {
        var places: [Int: Int] = [:]
        var front = 0
        var back = 0
    }

    private var lines: [Int: Line] = [:]
    /// The kinds that wait, in the order of their turns.
    private var turns: [Int] = []
    /// Those let ahead, the latest first: they had their turn already.
    private var ahead = Line()

    mutating func add(_ id: Int, kind: Int, ahead isAhead: Bool) {
        if isAhead {
            ahead.front -= 1
            ahead.places[ahead.front] = id
            return
        }
        var line = lines.removeValue(forKey: kind) ?? Line()
        if line.front == line.back { turns.append(kind) }
        line.places[line.back] = id
        line.back += 1
        lines[kind] = line
    }

    mutating func removeFirst() -> Int? {
        if ahead.front < ahead.back {
            defer { ahead.front += 1 }
            return ahead.places.removeValue(forKey: ahead.front)
        }
        guard let kind = turns.first, var line = lines.removeValue(forKey: kind) else { return nil }
        turns.removeFirst()
        let id = line.places.removeValue(forKey: line.front)
        line.front += 1
        if line.front < line.back {
            lines[kind] = line
            turns.append(kind)
        }
        return id
    }
}
