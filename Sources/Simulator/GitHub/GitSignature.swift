package import Model

/// Who wrote a commit and when, with the zone that the writer's clock showed.
package struct GitSignature: Sendable, Equatable {
    /// From UTC, in minutes: `-360` is `-0600`.
    package struct Zone: Sendable, Equatable {
        package static let utc = Zone(minutes: 0)

        package let minutes: Int

        package init(minutes: Int) { self.minutes = minutes }
    }

    package let name: String
    package let email: String
    /// Since 1970, UTC.
    package let seconds: Int64
    package let zone: Zone

    /// Takes out what a commit's header cannot hold, as git does.
    package init(name: String, email: String, seconds: Int64, zone: Zone) {
        self.name = Self.withoutCrud(name)
        self.email = Self.withoutCrud(email)
        self.seconds = max(seconds, 0)
        self.zone = zone
    }

    package var timestamp: Timestamp { Timestamp(milliseconds: seconds * 1_000) }

    private static func withoutCrud(_ text: String) -> String {
        let kept = text.unicodeScalars.filter { $0 != "<" && $0 != ">" && $0.value >= 0x20 }
        return String(String.UnicodeScalarView(kept))
    }
}

// MARK: - The line of a commit

extension GitSignature {
    /// `NAME <EMAIL> SECONDS ZONE`
    var line: String { "\(name) <\(email)> \(seconds) \(zone.text)" }

    init?(line: Substring) {
        guard let open = line.firstIndex(of: "<"), let close = line.lastIndex(of: ">"), open < close else { return nil }
        let clock = line[line.index(after: close)...].split(separator: " ")
        guard clock.count == 2, let seconds = Int64(clock[0]), let zone = Zone(text: clock[1]) else { return nil }
        let name = line[..<open]
        self.init(
            name: name.hasSuffix(" ") ? String(name.dropLast()) : String(name),
            email: String(line[line.index(after: open)..<close]),
            seconds: seconds,
            zone: zone
        )
    }
}

extension GitSignature.Zone {
    /// `+0000`
    var text: String {
        let size = abs(minutes)
        let digits = String(size / 60 * 100 + size % 60)
        return (minutes < 0 ? "-" : "+") + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    init?(text: Substring) {
        guard text.utf8.count == 5, let sign = text.first, sign == "+" || sign == "-" else { return nil }
        guard let value = UInt(text.dropFirst()) else { return nil }
        let minutes = Int(value / 100 * 60 + value % 100)
        self.init(minutes: sign == "-" ? -minutes : minutes)
    }
}

// MARK: - Dates of the service

extension GitSignature {
    /// A date as the service takes it: RFC 3339 with a zone, `Z` or `±HH:MM`; fractions of a second are cut.
    ///
    /// - Returns: `nil` without a zone, or where there is no such date.
    static func instant(rfc3339 text: String) -> (seconds: Int64, zone: Zone)? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20 else { return nil }
        let day = String(decoding: bytes[..<19], as: UTF8.self).uppercased()
        guard let local = Timestamp(text: day), bytes[10] == 0x54 || bytes[10] == 0x74 else { return nil }
        var rest = bytes[19...]
        if rest.first == 0x2E {
            let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            guard !digits.isEmpty else { return nil }
            rest = rest[digits.endIndex...]
        }
        let seconds = local.milliseconds / 1_000
        if rest.elementsEqual([0x5A]) || rest.elementsEqual([0x7A]) { return (seconds, .utc) }
        guard rest.count == 6, rest[rest.startIndex + 3] == 0x3A else { return nil }
        let digits = String(decoding: rest.filter { $0 != 0x3A }, as: UTF8.self)
        guard let zone = Zone(text: digits[...]), abs(zone.minutes) < 24 * 60 else { return nil }
        return (seconds - Int64(zone.minutes) * 60, zone)
    }
}
