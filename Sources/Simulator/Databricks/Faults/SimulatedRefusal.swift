/// An answer that is not the truth, by a name: there is one for each row and each shape of api/databricks, 7.
package struct SimulatedRefusal: Sendable {
    package let name: String
    package let answer: SimulatedFault.Answer

    init(_ name: String, _ answer: SimulatedFault.Answer) {
        self.name = name
        self.answer = answer
    }

    package static let all = badRequests + noEntries + missing + throttles + outages + shapes + noSuccesses

    /// - Returns: `nil` for a name that is not in the catalogue.
    package static func named(_ name: String) -> SimulatedRefusal? { all.first { $0.name == name } }
}
