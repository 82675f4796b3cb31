internal import Model

/// Names a sweep in results, logs and commits: its instant and four letters of chance, like `20261124T050000Z-k3f9`.
enum SweepID {
    static func make(at instant: Timestamp, seed: UInt64) -> String {
        let digits = instant.rfc3339Text.filter { $0 != "-" && $0 != ":" }
        var generator = SeededGenerator(seed: seed ^ UInt64(bitPattern: instant.milliseconds))
        let letters = Array("0123456789abcdefghjkmnpqrstvwxyz")
        let tail = (0..<4).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] }
        return "\(digits)-\(String(tail))"
    }
}
