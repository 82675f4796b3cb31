/// Whole numbers of a range as a regular expression: JSON Schema compares numbers, but no texts that hold one.
enum DecimalRangePattern {
    /// For numbers of the range in decimal digits, leading zeros included.
    static func text(_ range: ClosedRange<Int64>) -> String {
        precondition(range.lowerBound >= 0)
        let parts = subranges(of: range).map { digits(from: $0.lowerBound, to: $0.upperBound) }
        return "0*(?:\(parts.joined(separator: "|")))"
    }

    /// For `90s`, `15m`, `24h` or `7d` within the range.
    static func durations(_ range: ClosedRange<Duration>) -> String {
        let (lower, upper) = (range.lowerBound.components.seconds, range.upperBound.components.seconds)
        let units: [(letter: String, seconds: Int64)] = [("s", 1), ("m", 60), ("h", 3_600), ("d", 86_400)]
        let parts = units.compactMap { unit -> String? in
            let (first, last) = ((lower + unit.seconds - 1) / unit.seconds, upper / unit.seconds)
            return first <= last ? text(first...last) + unit.letter : nil
        }
        return "^(?:\(parts.joined(separator: "|")))$"
    }

    /// Parts whose ends have the same number of digits and differ in a tail that runs from zeros to nines.
    private static func subranges(of range: ClosedRange<Int64>) -> [ClosedRange<Int64>] {
        var ends: Set<Int64> = [range.upperBound]
        var power: Int64 = 10
        while case let end = range.lowerBound / power * power + power - 1, end < range.upperBound {
            ends.insert(end)
            power *= 10
        }
        power = 10
        while case let end = (range.upperBound + 1) / power * power - 1, end > range.lowerBound {
            ends.insert(end)
            power *= 10
        }
        var start = range.lowerBound
        return ends.sorted().map { end in
            defer { start = end + 1 }
            return start...end
        }
    }

    private static func digits(from lower: Int64, to upper: Int64) -> String {
        var text = ""
        var free = 0
        for (first, last) in zip(String(lower), String(upper)) {
            if first == last {
                text.append(first)
            } else if first == "0", last == "9" {
                free += 1
            } else {
                text += "[\(first)-\(last)]"
            }
        }
        if free > 0 { text += "[0-9]{\(free)}" }
        return text
    }
}
