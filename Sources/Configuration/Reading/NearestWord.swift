/// The word that somebody who wrote `text` most likely meant: at most a third of it away.
package func nearestWord(to text: String, among words: [String]) -> String? {
    let wanted = Array(text.lowercased().unicodeScalars.prefix(64))
    let measured = words.map { (word: $0, distance: editDistance(wanted, Array($0.lowercased().unicodeScalars))) }
    guard let best = measured.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(1, min(wanted.count, best.word.count) / 3) ? best.word : nil
}

/// Insertions, deletions, replacements and swaps of neighbours.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, scalar) in left.enumerated() {
        var current = [row + 1]
        for (column, other) in right.enumerated() {
            var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (scalar == other ? 0 : 1))
            if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
                cost = min(cost, beforeLast[column - 1] + 1)
            }
            current.append(cost)
        }
        beforeLast = last
        last = current
    }
    return last[right.count]
}
