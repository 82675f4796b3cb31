/// An instant in UTC, in whole milliseconds since 1970, as both services send it.
package struct Timestamp: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

    package static func + (instant: Timestamp, distance: Duration) -> Timestamp {
        Timestamp(milliseconds: instant.milliseconds + distance.wholeMilliseconds)
    }

    package static func - (instant: Timestamp, distance: Duration) -> Timestamp {
        Timestamp(milliseconds: instant.milliseconds - distance.wholeMilliseconds)
    }

    package static func - (left: Timestamp, right: Timestamp) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }
}

extension Duration {
    /// Cut towards zero.
    package var wholeMilliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}

// MARK: - Text

extension Timestamp {
    /// `YYYY-MM-DD HH:MM:SS`, milliseconds cut, as every report writes it.
    package var reportText: String { text(separator: 0x20, suffix: []) }

    /// `YYYY-MM-DDTHH:MM:SSZ` (RFC 3339), as GitHub takes and sends it.
    package var rfc3339Text: String { text(separator: 0x54, suffix: [0x5A]) }

    /// Reads what `reportText` and `rfc3339Text` write, to the second.
    ///
    /// - Returns: `nil` for anything else, days that do not exist included.
    package init?(text: String) {
        var bytes = Array(text.utf8)
        if bytes.count == 20, bytes.last == 0x5A { bytes.removeLast() }
        guard bytes.count == 19, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[13] == 0x3A, bytes[16] == 0x3A else {
            return nil
        }
        guard bytes[10] == 0x20 || bytes[10] == 0x54 else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            var value: Int64 = 0
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - 0x30)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19)
        else { return nil }
        guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60 else { return nil }
        let days = Self.daysSinceEpoch(year: year, month: month, day: day)
        let instant = Timestamp(milliseconds: (days * 86_400 + hour * 3_600 + minute * 60 + second) * 1_000)
        guard instant.civil.day == day else { return nil }  // 30 February
        self = instant
    }

    private func text(separator: UInt8, suffix: [UInt8]) -> String {
        let (year, month, day, secondOfDay) = civil
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20)
        func put(_ value: Int64, digits: Int64) {
            var divisor = digits
            while divisor > 0 {
                bytes.append(UInt8(0x30 + (value / divisor) % 10))
                divisor /= 10
            }
        }
        put(min(max(year, 0), 9_999), digits: 1_000)
        bytes.append(0x2D)
        put(month, digits: 10)
        bytes.append(0x2D)
        put(day, digits: 10)
        bytes.append(separator)
        put(secondOfDay / 3_600, digits: 10)
        bytes.append(0x3A)
        put(secondOfDay / 60 % 60, digits: 10)
        bytes.append(0x3A)
        put(secondOfDay % 60, digits: 10)
        bytes += suffix
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The proleptic Gregorian date by integer arithmetic: eras of 400 years that begin on 1 March.
    package var civil: (year: Int64, month: Int64, day: Int64, secondOfDay: Int64) {
        let seconds = milliseconds.flooredQuotient(1_000)
        let days = seconds.flooredQuotient(86_400)
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, day, seconds - days * 86_400)
    }

    private static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear.flooredQuotient(400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}

extension Int64 {
    fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
