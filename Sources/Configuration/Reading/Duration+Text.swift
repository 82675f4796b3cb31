extension Duration {
    /// `90s`, `15m`, `24h`, `7d`: a whole number above zero and a unit.
    package init?(configurationText text: String) {
        guard let unit = text.utf8.last, text.utf8.count <= 10, let count = Int64(text.dropLast()), count > 0,
            text.utf8.first != 0x2B
        else { return nil }
        switch unit {
        case 0x73: self = .seconds(count)
        case 0x6D: self = .seconds(count * 60)
        case 0x68: self = .seconds(count * 3_600)
        case 0x64: self = .seconds(count * 86_400)
        default: return nil
        }
    }

    /// In the largest unit that leaves no remainder; milliseconds are cut.
    package var configurationText: String {
        let seconds = components.seconds
        for (length, unit) in [(86_400, "d"), (3_600, "h"), (60, "m")] as [(Int64, String)]
        where seconds >= length && seconds % length == 0 {
            return "\(seconds / length)\(unit)"
        }
        return "\(seconds)s"
    }
}
