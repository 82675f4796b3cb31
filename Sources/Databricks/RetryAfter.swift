internal import Model
internal import Transport

/// `Retry-After` in the forms that were seen: whole seconds, decimals, an HTTP date (measured against the answer's own
/// `Date`, so that no clock of ours matters). Anything else is as if it were missing.
enum RetryAfter {
    static func pause(in response: HTTPResponse) -> Duration? {
        guard let text = response.header("Retry-After") else { return nil }
        let isDecimal = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
        if isDecimal, let seconds = Double(text), seconds.isFinite {
            return .milliseconds(Int64((min(seconds, 1_000_000) * 1_000).rounded(.up)))
        }
        guard let end = httpDate(text), let now = response.header("Date").flatMap(httpDate) else { return nil }
        return max(end - now, .zero)
    }

    /// `Tue, 24 Nov 2026 05:00:00 GMT`, the one form that HTTP servers send.
    static func httpDate(_ text: String) -> Timestamp? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT" else { return nil }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard let month = months.firstIndex(of: String(parts[2])) else { return nil }
        let number = month + 1 < 10 ? "0\(month + 1)" : "\(month + 1)"
        return Timestamp(text: "\(parts[3])-\(number)-\(parts[1]) \(parts[4])")
    }
}
