/// A kind of calls to one host that has a limit of its own, and takes turns with the other kinds.
package struct PacingClass: Hashable, Sendable {
    /// Tells the kinds of one host apart.
    package let number: Int
    /// The service's limit for such calls; `nil` where there is none but the host's.
    package let requestsPerSecond: Int?

    package static let usual = PacingClass(number: 0, requestsPerSecond: nil)

    package init(number: Int, requestsPerSecond: Int?) {
        self.number = number
        self.requestsPerSecond = requestsPerSecond
    }
}
