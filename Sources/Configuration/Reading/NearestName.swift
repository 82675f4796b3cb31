/// Which known name somebody meant who wrote an unknown one.
enum NearestName {
    /// - Returns: the known name with the fewest letters to change, add, drop or swap, at most a third of its length
    ///   and at least one; else the only one that it begins, with three letters or more; `nil` where none is near. Case
    ///   does not count, and `-` is `_`.
    ///
    /// - Parameter limit: of these steps, where it is below the third.
    static func to(_ name: String, among known: [String], atMost limit: Int = .max) -> String? {
        let wanted = folded(name)
        guard wanted.count <= 64 else { return nil }  // the work grows with the square of the length
        var best: (name: String, distance: Int)?
        for candidate in known {
            let distance = distance(wanted, folded(candidate))
            guard distance <= min(limit, max(1, (candidate.utf8.count + 1) / 3)), distance < best?.distance ?? .max
            else {
                continue
            }
            best = (candidate, distance)
        }
        if let best { return best.name }
        guard wanted.count >= 3 else { return nil }
        let begun = known.filter { folded($0).starts(with: wanted) }
        return begun.count == 1 && limit == .max ? begun[0] : nil
    }

    private static func folded(_ name: String) -> [UInt8] {
        name.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 0x20
            case UInt8(ascii: "-"), UInt8(ascii: " "): UInt8(ascii: "_")
            default: byte
            }
        }
    }

    /// Optimal string alignment: Levenshtein's distance with swapped neighbours as one step.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let change = last[column] + (left[row] == right[column] ? 0 : 1)
                var best = min(change, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
