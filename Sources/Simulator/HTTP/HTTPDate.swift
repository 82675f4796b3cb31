internal import Model

extension Timestamp {
    /// `Tue, 24 Nov 2026 05:00:00 GMT`, as HTTP's `Date` has it.
    var httpText: String {
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let dayCount = max(0, milliseconds) / 86_400_000
        let text = rfc3339Text
        let month = months[Int(civil.month) - 1]
        return "\(weekdays[Int(dayCount % 7)]), \(text.dropFirst(8).prefix(2)) \(month) \(text.prefix(4)) "
            + "\(text.dropFirst(11).prefix(8)) GMT"
    }
}
