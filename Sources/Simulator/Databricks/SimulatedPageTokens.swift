internal import Model

/// What page tokens are like, and where a listing that is followed by them ends.
package struct SimulatedPageTokens: Sendable {
    package enum Chain: Sendable, Equatable {
        /// The last page has no token.
        case ends
        /// From its second page on a listing gives the token that it was asked with.
        case repeats
        /// The third page gives the token that led to the second: A, B, A, B.
        case loops
        /// Behind the last row come empty pages, each with a token of its own.
        case neverEnds
    }

    package var chain = Chain.ends
    /// A token is refused once it is older; `nil` for never.
    package var life: Duration?
    /// A token that leads beyond so many pages is refused; `nil` for no such limit.
    package var pageLimit: Int?
    /// Whether a call with a token must have the parameters of the call that the token came from. Where not, the call's
    /// own parameters count.
    package var mustRepeatParameters = false
    /// As `SimulatedFault` names them; `nil` for all. The others have tokens without any of this.
    package var endpoints: Set<String>?

    package init() {}
}

/// Reads and writes the page tokens of one call.
struct PageTokenDesk {
    /// The key behind everything: of rows, and of the entries of an array.
    enum End: Int64 {
        case rows = -9_223_372_036_854_775_808
        case entries = 1_000_000
    }

    private let rules: SimulatedPageTokens
    private let now: Int64
    /// Of the call's parameters but the token; 0 where they do not matter.
    private let parameters: UInt64

    init(_ rules: SimulatedPageTokens, endpoint: String, query: [SimulatedRequest.QueryItem], now: Int64) {
        let isMeant = rules.endpoints?.contains(endpoint) ?? true
        self.rules = isMeant ? rules : SimulatedPageTokens()
        self.now = now
        guard self.rules.mustRepeatParameters else {
            parameters = 0
            return
        }
        let pairs = query.filter { $0.name != "page_token" }.map { "\($0.name)=\($0.value ?? "")" }.sorted()
        parameters = max(1, Dice.hash(pairs.joined(separator: "&")) >> 32)
    }

    /// - Returns: `nil` for the first page.
    func read(_ text: String?) throws(Refusal) -> PageToken? {
        guard let text, !text.isEmpty else { return nil }
        guard let token = PageToken(text: text) else { throw .invalid("Invalid page token: \(text)") }
        if let limit = rules.pageLimit, token.page >= limit { throw .expiredPageToken }
        if let life = rules.life, now - token.issuedAt > life.wholeMilliseconds { throw .expiredPageToken }
        guard token.parameters == parameters else {
            throw .invalid("The page token was issued for a request with other parameters.")
        }
        return token
    }

    /// The token to the page behind the one that `current` led to.
    ///
    /// - Parameter next: where that page begins; `nil` where there is nothing more.
    func next(_ next: PageToken?, after current: PageToken?, end: End) -> PageToken? {
        switch rules.chain {
        case .ends: return next.map(stamped)
        case .repeats: return current ?? next.map(stamped)
        case .loops:
            if let current, let origin = current.origin {
                return stamped(PageToken(direction: .next, key: origin.key, id: origin.id, page: 1))
            }
            guard var next = next.map(stamped) else { return nil }
            if let current { next.origin = .init(key: current.key, id: current.id) }
            return next
        case .neverEnds:
            let page = (current?.page ?? 0) + 1
            return stamped(next ?? PageToken(direction: .next, key: end.rawValue, id: end.rawValue, page: page))
        }
    }

    func previous(_ token: PageToken?) -> PageToken? { token.map(stamped) }

    private func stamped(_ token: PageToken) -> PageToken {
        var token = token
        if rules.life != nil { token.issuedAt = now }
        token.parameters = parameters
        return token
    }
}
