internal import Model
internal import Transport

/// The service's own time: what it says of a limit's end is meant by its clock, and ours may be wrong.
enum ServerClock {
    /// The header `Date`, as HTTP writes it (`Tue, 24 Nov 2026 05:00:00 GMT`).
    ///
    /// - Returns: `nil` where there is none, or in another form.
    static func time(of response: HTTPResponse) -> Timestamp? {
        guard let words = response.header("date")?.split(separator: " "), words.count == 6, words[5] == "GMT" else {
            return nil
        }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard let month = months.firstIndex(of: String(words[2])), words[1].utf8.count == 2 else { return nil }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        return Timestamp(text: "\(words[3])-\(number)-\(words[1]) \(words[4])")
    }
}
