internal import Databricks

/// The way through a listing: which page comes next, and where it must end. Pure.
struct PageWalk {
    struct Request: Equatable {
        /// `nil` for the first page.
        let token: String?
    }

    /// `nil` at the end.
    private(set) var next: Request? = Request(token: nil)
    private var seen: Set<String> = []
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// - Throws: `DatabricksError.malformed` for a listing that goes in a circle, or on beyond the limit.
    mutating func took(nextPageToken token: String?, endpoint: String) throws(DatabricksError) {
        guard let token else {
            next = nil
            return
        }
        guard seen.insert(token).inserted else {
            throw .malformed(endpoint: endpoint, reason: "a page token came twice: the listing goes in a circle")
        }
        guard seen.count < limit else {
            throw .malformed(endpoint: endpoint, reason: "the listing has more than \(limit) pages")
        }
        next = Request(token: token)
    }
}
