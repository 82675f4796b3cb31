extension Duration {
    /// Reads `90s`, `15m`, `24h` or `7d`.
    init(configured text: String, within range: ClosedRange<Duration>) throws(Refusal) {
        var bytes = Array(text.utf8)
        let unit: Int64? =
            switch bytes.popLast() {
            case UInt8(ascii: "s"): 1
            case UInt8(ascii: "m"): 60
            case UInt8(ascii: "h"): 3_600
            case UInt8(ascii: "d"): 86_400
            default: nil
            }
        guard let unit, !bytes.isEmpty, bytes.allSatisfy(\.isDigit) else {
            throw Refusal(
                "\(text.quoted) is not a duration", fix: "write a whole number and a unit, as 90s, 15m, 24h or 7d")
        }
        // Nine digits are 11 million years in seconds times a day: no overflow, and far outside of every range.
        let significant = bytes.drop { $0 == UInt8(ascii: "0") }
        let count = significant.count > 9 ? 1_000_000_000 : significant.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
        let duration = Duration.seconds(count * unit)
        guard range.contains(duration) else {
            throw Refusal(
                "\(text.quoted) is out of range",
                fix: "write \(range.lowerBound.configuredText) to \(range.upperBound.configuredText)")
        }
        self = duration
    }

    /// The duration in the largest unit that leaves a whole number: what `init(configured:within:)` reads.
    package var configuredText: String {
        let seconds = components.seconds
        for (unit, length) in [("d", Int64(86_400)), ("h", 3_600), ("m", 60)] where seconds % length == 0 && seconds > 0
        {
            return "\(seconds / length)\(unit)"
        }
        return "\(seconds)s"
    }

    static func days(_ count: Int64) -> Duration { .seconds(count * 86_400) }
}
