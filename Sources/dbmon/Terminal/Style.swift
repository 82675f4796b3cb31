import Model

/// Colours for a terminal that has them; nothing elsewhere.
struct Style: Sendable {
    enum Tone: String {
        case good = "32"
        case bad = "31"
        case notice = "33"
        case busy = "36"
        case quiet = "2"
        case strong = "1"
    }

    let hasColor: Bool

    func paint(_ text: String, _ tone: Tone?) -> String {
        guard hasColor, let tone else { return text }
        return "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m"
    }

    static func tone(of status: JobStatus) -> Tone? {
        switch status {
        case .success: .good
        case .failed: .bad
        case .running: .busy
        case .notFound, .unreachable: .notice
        case .canceled, .skipped, .noRuns: nil
        }
    }
}
