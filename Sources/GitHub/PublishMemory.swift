#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// What a publisher knows of the branch, for the next process: with it an unchanged publication is one conditional
/// read, and a changed one five calls. Holds no secret and no report.
///
/// It cannot mislead: commits and trees are kept as git keeps them and known by the hash of what they hold, so a memory
/// that was damaged, or that is old, only knows less.
package struct PublishMemory: Sendable, Equatable {
    /// Larger folders are not worth keeping: about 10 MB.
    private static let entryLimit = 50_000

    private let address: String
    /// Where the branch was left, if at a commit of ours.
    let head: ObjectCache.Head?
    /// That commit.
    let commitText: [UInt8]?
    let trees: [TreeListing]

    init(target: PublishTarget, head: ObjectCache.Head?, commitText: [UInt8]?, trees: [TreeListing]) {
        address = Self.address(of: target)
        let isOurs = commitText.map { head?.id == .commit(content: $0) } ?? false
        self.head = isOurs ? head : nil
        self.commitText = isOurs ? commitText : nil
        let isSmall = trees.reduce(0) { $0 + $1.entries.count } <= Self.entryLimit
        self.trees = isSmall ? trees : []
    }

    /// - Returns: `nil` for what `bytes` of this version does not write.
    package init?(bytes: [UInt8]) {
        guard let stored = try? JSONDecoder().decode(Stored.self, from: Data(bytes)), stored.version == Stored.current
        else { return nil }
        address = stored.address
        let text = stored.commit.map { Array($0) }
        commitText = text
        // A head that is not the commit's own id was damaged; it must not be taken for confirmed.
        let id = text.map(GitObjectID.commit(content:))
        head = id.flatMap { $0.description == stored.head ? ObjectCache.Head(id: $0, tag: stored.tag) : nil }
        trees = stored.trees.compactMap { content in
            GitTreeEntry.entries(of: Array(content)).map {
                TreeListing(id: .tree($0), entries: $0, isTruncated: false)
            }
        }
    }

    /// For a file or a database; about a kilobyte for twenty workspaces.
    package var bytes: [UInt8] {
        let stored = Stored(
            version: Stored.current, address: address, head: head?.id.description, tag: head?.tag,
            commit: commitText.map { Data($0) },
            trees: trees.map { Data(GitTreeEntry.content(of: Array($0.entries.values))) })
        return (try? JSONEncoder().encode(stored)).map { Array($0) } ?? []
    }

    package static func == (left: PublishMemory, right: PublishMemory) -> Bool {
        left.address == right.address && left.head == right.head && left.commitText == right.commitText
            && left.trees.map(\.id) == right.trees.map(\.id)
    }

    func isOf(_ target: PublishTarget) -> Bool { address == Self.address(of: target) }

    /// What the service would say of `commitText`.
    var commit: Wire.Commit? {
        guard let commitText, let tree = GitCommit.tree(inContent: commitText) else { return nil }
        return Wire.Commit(
            sha: .commit(content: commitText), tree: Wire.Object(sha: tree.tree),
            parents: tree.parents.map(Wire.Object.init), message: nil)
    }

    private static func address(of target: PublishTarget) -> String {
        "\(target.apiURL) \(target.fullName) \(target.branch)"
    }

    private struct Stored: Codable {
        static let current = 1

        let version: Int
        let address: String
        let head: String?
        let tag: String?
        let commit: Data?
        let trees: [Data]
    }
}
