internal import Databricks

/// The way through a listing: which page comes next, and where it must end. Pure.
struct PageWalk {
    struct Request: Equatable {
        /// `nil` for the first page.
        let token: String?
    }

    /// How often a listing begins anew because a token was refused. Tokens that do not live as long as their listing
    /// takes would be refused the third time as well.
    static let restartLimit = 2

    /// `nil` at the end.
    private(set) var next: Request? = Request(token: nil)
    private let endpoint: String
    private let limit: Int
    /// Since the listing began, or began anew.
    private var seen: Set<String> = []
    /// Asked for in all.
    private var pages = 0
    private var restarts = 0

    init(of endpoint: String, limit: Int) {
        self.endpoint = endpoint
        self.limit = limit
    }

    /// - Throws: `DatabricksError.endless` for a listing that goes in a circle, or on beyond the limit.
    mutating func took(nextPageToken token: String?) throws(DatabricksError) {
        pages += 1
        guard let token else {
            next = nil
            return
        }
        guard seen.insert(token).inserted else {
            throw .endless(endpoint: endpoint, reason: "a page token came twice: the listing goes in a circle")
        }
        guard pages < limit else {
            throw .endless(endpoint: endpoint, reason: "the listing has more than \(limit) pages")
        }
        next = Request(token: token)
    }

    /// A page was not to be had. Where its token was refused, which may have expired, the next page is the first again:
    /// whoever gathers rows that come twice begins anew as well (api/databricks, "Traps").
    ///
    /// - Throws: `error` where that has nothing to do with a token; `DatabricksError.endless`, which names it, where
    ///   beginning anew did not help.
    mutating func failed(_ error: DatabricksError) throws(DatabricksError) {
        guard next?.token != nil, let message = error.refusalOfToken else { throw error }
        guard restarts < Self.restartLimit else {
            throw .endless(endpoint: endpoint, reason: "its page tokens are refused: \(message)")
        }
        restarts += 1
        seen = []
        next = Request(token: nil)
    }
}

extension PageWalk {
    /// Asks for the next page.
    ///
    /// - Returns: `nil` where the listing begins anew.
    /// - Throws: as `ask`, and as `failed`.
    mutating func page<Page>(_ ask: () async throws -> Page) async throws -> Page? {
        do {
            return try await ask()
        } catch let error as DatabricksError {
            try failed(error)
            return nil
        }
    }
}

extension DatabricksError {
    /// What the service says where it may have refused the page token, and not what the listing is of.
    fileprivate var refusalOfToken: String? {
        switch self {
        case .invalidRequest(let message), .notFound(let message): message
        case .credentialRefused, .noCredential, .signInRefused, .signInFailed, .permissionDenied, .refused, .throttled,
            .unavailable, .notAnAPI, .malformed, .endless, .transport, .notAsked, .givenUp:
            nil
        }
    }
}
