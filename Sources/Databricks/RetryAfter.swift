internal import Model
internal import Transport

/// `Retry-After` in the forms that were seen: whole seconds, decimals, an HTTP date (measured against the answer's own
/// `Date`, so that no clock of ours matters). Anything else is as if it were missing, and so is no pause at all: a
/// service that has just refused is not asked again at once.
enum RetryAfter {
    static func pause(in response: HTTPResponse) -> Duration? {
        guard let text = response.header("Retry-After") else { return nil }
        let isDecimal = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
        if isDecimal, let seconds = Double(text), seconds.isFinite {
            return seconds > 0 ? .milliseconds(Int64((min(seconds, 1_000_000) * 1_000).rounded(.up))) : nil
        }
        guard let end = HTTPDate.time(text), let now = response.date else { return nil }
        return end > now ? end - now : nil
    }
}
