/// One entry of `jobs`: which jobs, and what is expected of them.
package struct JobEntry: Hashable, Sendable {
    package let selection: JobSelection
    package let tier: JobTier?
    package let sla: ServiceLevel?

    package init(_ selection: JobSelection, tier: JobTier? = nil, sla: ServiceLevel? = nil) {
        self.selection = selection
        self.tier = tier
        self.sla = sla
    }
}

/// How often `watch` looks at a job.
package enum JobTier: String, Hashable, Sendable, CaseIterable {
    case critical
    case standard
    case batch
}

/// What was promised about a job's runs. Never empty of both.
package struct ServiceLevel: Hashable, Sendable {
    package let maxDuration: Duration?
    package let deadline: Deadline?

    package init(maxDuration: Duration?, deadline: Deadline?) {
        self.maxDuration = maxDuration
        self.deadline = deadline
    }

    /// A time of day at a place.
    package struct Deadline: Hashable, Sendable {
        /// Minutes since midnight, 0…1439.
        package let minuteOfDay: Int
        /// As in the IANA database (`Europe/Berlin`); only its form was checked.
        package let timeZone: String

        package init(minuteOfDay: Int, timeZone: String) {
            precondition((0..<1_440).contains(minuteOfDay))
            self.minuteOfDay = minuteOfDay
            self.timeZone = timeZone
        }

        /// Reads `06:00 Europe/Berlin`; without a zone it is UTC.
        init(configured text: String) throws(Refusal) {
            let parts = text.utf8.split(separator: 0x20, omittingEmptySubsequences: false).map(Array.init)
            guard let clock = parts.first, parts.count <= 2, let minute = Self.minute(clock) else {
                throw Refusal("\(text.quoted) is not a time of day", fix: "write it as 06:00 Europe/Berlin")
            }
            let zone = parts.count == 2 ? parts[1] : Array("UTC".utf8)
            let names = zone.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            guard
                zone.count <= 64,
                names.allSatisfy({ name in
                    name.first?.isLetter == true
                        && name.allSatisfy { $0.isWordByte || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
                })
            else { throw Refusal("\(text.quoted) names no time zone", fix: "write it as 06:00 Europe/Berlin") }
            self.init(minuteOfDay: minute, timeZone: String(decoding: zone, as: UTF8.self))
        }

        private static func minute(_ clock: [UInt8]) -> Int? {
            guard clock.count == 5, clock[2] == UInt8(ascii: ":") else { return nil }
            let digits = [clock[0], clock[1], clock[3], clock[4]]
            guard digits.allSatisfy(\.isDigit) else { return nil }
            let values = digits.map { Int($0 - UInt8(ascii: "0")) }
            let (hour, minute) = (values[0] * 10 + values[1], values[2] * 10 + values[3])
            return hour < 24 && minute < 60 ? hour * 60 + minute : nil
        }
    }
}
