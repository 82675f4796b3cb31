/// One entry of `POST git/trees`, checked by the service's rules.
struct GitHubTreeEntry {
    /// Components, as bytes.
    let path: [[UInt8]]
    let change: GitTreeEditor.Change
    /// The blob of inline content, to be stored.
    let blob: GitObject?

    init(_ item: GitHubJSON, in storage: any GitStorage) throws {
        let body = try GitHubBody(element: item, of: "tree")
        path = try Self.components(of: try body.requiredText("path"))
        let sha = body.value("sha")
        let content = body.value("content")
        guard (sha == nil) != (content == nil) else { throw GitHubRefusal.shaOrContent }
        if sha == .null {
            // Mode and type of what goes are not looked at.
            change = .delete
            blob = nil
            return
        }
        guard let wire = try body.text("mode"), let mode = GitMode(wire: wire) else { throw GitHubRefusal.badMode }
        let type = try body.text("type") ?? mode.kind.rawValue
        if content != nil {
            guard mode != .directory else { throw GitHubRefusal.directoryWithContent }
            guard mode.kind == .blob, type == "blob" else { throw GitHubRefusal.badObjectState }
            let object = GitObject(kind: .blob, content: Array(try body.requiredText("content").utf8))
            change = .put(mode, object.id)
            blob = object
        } else {
            change = .put(mode, try Self.object(try body.requiredText("sha"), mode: mode, type: type, in: storage))
            blob = nil
        }
    }

    /// A submodule's commit lies in another repository and is not looked for.
    private static func object(
        _ sha: String,
        mode: GitMode,
        type: String,
        in storage: any GitStorage
    ) throws -> GitObjectID {
        guard let kind = GitObjectKind(rawValue: type), kind != .tag else { throw GitHubRefusal.badObjectState }
        guard let id = GitObjectID(hex: sha) else { throw GitHubRefusal.objectNotOfType(sha, type: type) }
        if kind != .commit {
            guard try storage.kind(of: id) == kind else { throw GitHubRefusal.objectNotOfType(sha, type: type) }
        }
        guard mode.kind == kind else { throw GitHubRefusal.badObjectState }
        return id
    }

    // MARK: - Paths

    static func components(of path: String) throws(GitHubRefusal) -> [[UInt8]] {
        guard !path.hasPrefix("/") else { throw .pathStartsWithSlash }
        guard let components = wellFormed(path) else { throw .pathMalformed }
        return components
    }

    /// - Returns: `nil` where a component is empty, `.`, `..` or `.git`, or the path is no path at all.
    static func wellFormed(_ path: String) -> [[UInt8]]? {
        guard path.utf8.count <= GitHubService.pathLimitBytes, !path.utf8.contains(0) else { return nil }
        let components = path.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).map(Array.init)
        let forbidden: Set<String> = ["", ".", "..", ".git"]
        for component in components {
            if forbidden.contains(String(decoding: component, as: UTF8.self).lowercased()) { return nil }
        }
        return components
    }

    /// Of one path the last entry counts. Shorter paths go first, so that paths below a directory's entry come on top
    /// of it, whichever stood first in the request.
    static func inOrderOfUse(_ entries: [GitHubTreeEntry]) -> [GitHubTreeEntry] {
        var last: [[[UInt8]]: Int] = [:]
        for (index, entry) in entries.enumerated() { last[entry.path] = index }
        return last.values.sorted { left, right in
            let (leftDepth, rightDepth) = (entries[left].path.count, entries[right].path.count)
            return leftDepth == rightDepth ? left < right : leftDepth < rightDepth
        }.map { entries[$0] }
    }
}
