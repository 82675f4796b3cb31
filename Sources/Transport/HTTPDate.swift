package import Model

/// Times as HTTP's headers write them.
package enum HTTPDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `Tue, 24 Nov 2026 05:00:00 GMT`, the one form that servers may send.
    ///
    /// - Returns: `nil` for any other.
    package static func time(_ text: String) -> Timestamp? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", words[1].utf8.count == 2,
            let month = months.firstIndex(of: String(words[2]))
        else { return nil }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        return Timestamp(text: "\(words[3])-\(number)-\(words[1]) \(words[4])")
    }
}

extension HTTPResponse {
    /// The server's own time, as its header `Date` has it: what it says of a later instant is meant by this clock, and
    /// ours may be wrong.
    package var date: Timestamp? { header("Date").flatMap(HTTPDate.time) }
}
