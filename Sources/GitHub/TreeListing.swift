/// What one tree of the repository holds.
struct TreeListing: Sendable {
    let id: GitObjectID
    let entries: [[UInt8]: GitTreeEntry]
    /// The service left entries out: what is not listed may be there.
    let isTruncated: Bool
    /// The entries add up to the very id of the tree: nothing is missing, and ids of changed trees can be foretold.
    let isExact: Bool

    init(id: GitObjectID, entries: [GitTreeEntry], isTruncated: Bool) {
        self.id = id
        self.entries = Dictionary(entries.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        self.isTruncated = isTruncated
        isExact = !isTruncated && GitObjectID.tree(entries) == id
    }
}
