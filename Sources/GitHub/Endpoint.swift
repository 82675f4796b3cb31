internal import Transport

/// The calls a publication is made of.
enum Endpoint: Equatable, Sendable {
    case repository
    /// By the number a redirect names.
    case repositoryByID(String)
    case reference(branch: String)
    case commit(GitObjectID)
    case tree(GitObjectID)
    case blob(GitObjectID)
    case comparison(base: GitObjectID, head: GitObjectID)
    /// `path` is for messages alone: a blob has no name.
    case newBlob(path: String)
    case newTree
    case newCommit
    case movedReference(branch: String)
    case newReference
    case contents(RepositoryPath)

    var method: HTTPRequest.Method {
        switch self {
        case .repository, .repositoryByID, .reference, .commit, .tree, .blob, .comparison: .get
        case .newBlob, .newTree, .newCommit, .newReference: .post
        case .movedReference: .patch
        case .contents: .put
        }
    }

    /// What may be sent again after an answer was lost: reads, and what is named by its content. The rest is looked
    /// after by whoever calls.
    var isRepeatable: Bool {
        switch self {
        case .repository, .repositoryByID, .reference, .commit, .tree, .blob, .comparison, .newBlob, .newTree,
            .newCommit:
            true
        case .movedReference, .newReference, .contents: false
        }
    }

    var isWrite: Bool { method != .get }

    func url(at target: PublishTarget) -> String {
        if case .repositoryByID(let number) = self { return "\(target.apiURL)/repositories/\(number)" }
        let owner = RepositoryPath.encode(Array(target.owner.utf8))
        let name = RepositoryPath.encode(Array(target.repository.utf8))
        return "\(target.apiURL)/repos/\(owner)/\(name)\(suffix)"
    }

    /// For messages: no ids, no names.
    var title: String {
        switch self {
        case .repository, .repositoryByID: "GET repository"
        case .reference: "GET git/ref"
        case .commit: "GET git/commits"
        case .tree: "GET git/trees"
        case .blob: "GET git/blobs"
        case .comparison: "GET compare"
        case .newBlob: "POST git/blobs"
        case .newTree: "POST git/trees"
        case .newCommit: "POST git/commits"
        case .movedReference: "PATCH git/refs"
        case .newReference: "POST git/refs"
        case .contents: "PUT contents"
        }
    }

    private var suffix: String {
        switch self {
        case .repository, .repositoryByID: ""
        case .reference(let branch): "/git/ref/heads/\(Self.encode(branch))"  // singular to read
        case .commit(let id): "/git/commits/\(id)"
        case .tree(let id): "/git/trees/\(id)"
        case .blob(let id): "/git/blobs/\(id)"
        case .comparison(let base, let head): "/compare/\(base)...\(head)?per_page=1"
        case .newBlob: "/git/blobs"
        case .newTree: "/git/trees"
        case .newCommit: "/git/commits"
        case .movedReference(let branch): "/git/refs/heads/\(Self.encode(branch))"
        case .newReference: "/git/refs"
        case .contents(let path): "/contents/\(path.encoded)"
        }
    }

    /// The slashes of a branch's name stay.
    private static func encode(_ branch: String) -> String {
        branch.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
            .map { RepositoryPath.encode(Array($0)) }.joined(separator: "/")
    }
}
