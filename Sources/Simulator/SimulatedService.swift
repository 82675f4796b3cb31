package import Model
package import Transport

/// A request as a simulated service sees it, whichever way it came: over a socket or in process.
package struct SimulatedRequest: Sendable {
    package let method: String
    /// Lower case, without a port.
    package let host: String
    /// Percent-encoded as it came, without the query.
    package let path: String
    /// Percent-decoded, in the order they came; a name may repeat.
    package let query: [QueryItem]
    package let headers: [HTTPHeader]
    package let body: [UInt8]

    package struct QueryItem: Sendable, Hashable {
        package let name: String
        /// `nil` for a name without `=`.
        package let value: String?

        package init(name: String, value: String?) {
            self.name = name
            self.value = value
        }
    }

    package init(
        method: String,
        host: String,
        path: String,
        query: [QueryItem] = [],
        headers: [HTTPHeader] = [],
        body: [UInt8] = []
    ) {
        self.method = method
        self.host = host
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The first value of a header, its name compared without case.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The first value of a query parameter; `nil` where it is absent or has no `=`.
    package func parameter(_ name: String) -> String? { query.first { $0.name == name }?.value }
}

/// What a simulated service answers, and when.
package struct SimulatedAnswer: Sendable {
    package var status: Int
    package var headers: [HTTPHeader]
    /// Not yet compressed.
    package var body: [UInt8]
    /// How long the service takes before its first byte.
    package var latency: Duration
    /// What becomes of it on its way.
    package var delivery = SimulatedDelivery.whole

    package init(status: Int, headers: [HTTPHeader] = [], body: [UInt8] = [], latency: Duration = .zero) {
        self.status = status
        self.headers = headers
        self.body = body
        self.latency = latency
    }
}

/// The pure core of a simulated service: state, request and time in, answer out. It waits for nothing and sees no clock.
package protocol SimulatedService: Sendable {
    mutating func answer(_ request: SimulatedRequest, at now: Timestamp) -> SimulatedAnswer
}
