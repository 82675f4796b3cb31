/// What a request asks for, by its method and path.
struct GitHubRoute: Sendable {
    enum Endpoint: Sendable, Equatable {
        case user
        case rateLimit
        case repository
        case branch(String)
        case ref(String)
        case matchingRefs(String)
        case createRef
        case updateRef(String)
        case deleteRef(String)
        case gitCommit(String)
        case createCommit
        case tree(String)
        case createTree
        case blob(String)
        case createBlob
        case contents(String)
        case putContents(String)
        case commits
        case commit(String)
        case compare(String)
        /// Of the app, on this repository.
        case installation
        case accessToken(installation: String)
        case graphQL
    }

    /// How the request names its repository; `nil` for what belongs to none.
    enum Target: Sendable, Equatable {
        case name(owner: String, repository: String)
        case id(String)
    }

    let target: Target?
    let endpoint: Endpoint
    /// The path began with `/api/v3`, as on an Enterprise server.
    let isEnterprisePath: Bool
    /// What stands behind the repository in the path, percent-encoded as it came; empty or with a slash in front.
    let rest: String

    /// - Returns: `nil` for what the simulated service does not know, a trailing slash included.
    init?(method: String, path: String) {
        var segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)[...]
        isEnterprisePath = segments.starts(with: ["api", "v3"])
        if isEnterprisePath { segments.removeFirst(2) }
        var decoded: [String] = []
        for segment in segments {
            guard let text = HTTPTarget.percentDecoded(segment, plusIsSpace: false), !text.isEmpty else { return nil }
            decoded.append(text)
        }
        switch decoded.first {
        case "user" where decoded.count == 1 && method == "GET":
            (target, endpoint, rest) = (nil, .user, "")
        case "rate_limit" where decoded.count == 1 && method == "GET":
            (target, endpoint, rest) = (nil, .rateLimit, "")
        case "graphql" where decoded.count == 1 && method == "POST":
            (target, endpoint, rest) = (nil, .graphQL, "")
        case "api" where decoded == ["api", "graphql"] && method == "POST":
            (target, endpoint, rest) = (nil, .graphQL, "")  // an Enterprise server's, beside its /api/v3
        case "app" where decoded.count == 4 && method == "POST" && decoded[1] == "installations":
            guard decoded[3] == "access_tokens" else { return nil }
            (target, endpoint, rest) = (nil, .accessToken(installation: decoded[2]), "")
        case "repos" where decoded.count >= 3:
            guard let endpoint = Self.endpoint(method, Array(decoded[3...])) else { return nil }
            rest = Self.rest(segments.dropFirst(3))
            (target, self.endpoint) = (.name(owner: decoded[1], repository: decoded[2]), endpoint)
        case "repositories" where decoded.count >= 2:
            guard let endpoint = Self.endpoint(method, Array(decoded[2...])) else { return nil }
            rest = Self.rest(segments.dropFirst(2))
            (target, self.endpoint) = (.id(decoded[1]), endpoint)
        default: return nil
        }
    }

    private static func rest(_ segments: ArraySlice<String>) -> String { segments.map { "/\($0)" }.joined() }

    private static func endpoint(_ method: String, _ segments: [String]) -> Endpoint? {
        let rest = segments.dropFirst().joined(separator: "/")
        switch (method, segments.first, segments.count) {
        case ("GET", nil, _): return .repository
        case ("GET", "installation", 1): return .installation
        case ("GET", "branches", 2...): return .branch(rest)
        case ("GET", "commits", 1): return .commits
        case ("GET", "commits", 2...): return .commit(rest)
        case ("GET", "compare", 2...): return .compare(rest)
        case ("GET", "contents", _): return .contents(rest)
        case ("PUT", "contents", 2...): return .putContents(rest)
        case (_, "git", 2...): return gitEndpoint(method, Array(segments.dropFirst()))
        default: return nil
        }
    }

    private static func gitEndpoint(_ method: String, _ segments: [String]) -> Endpoint? {
        let rest = segments.dropFirst().joined(separator: "/")
        switch (method, segments[0], segments.count) {
        case ("GET", "ref", 2...): return .ref(rest)
        case ("GET", "matching-refs", 2...): return .matchingRefs(rest)
        case ("POST", "refs", 1): return .createRef
        case ("PATCH", "refs", 2...): return .updateRef(rest)
        case ("DELETE", "refs", 2...): return .deleteRef(rest)
        case ("GET", "commits", 2): return .gitCommit(rest)
        case ("POST", "commits", 1): return .createCommit
        case ("GET", "trees", 2...): return .tree(rest)
        case ("POST", "trees", 1): return .createTree
        case ("GET", "blobs", 2): return .blob(rest)
        case ("POST", "blobs", 1): return .createBlob
        default: return nil
        }
    }
}

extension GitHubRoute.Endpoint {
    /// Part of the Git Data API, which is closed as long as the repository has no branch.
    var isGitData: Bool {
        switch self {
        case .ref, .matchingRefs, .createRef, .updateRef, .deleteRef, .gitCommit, .createCommit, .tree, .createTree,
            .blob, .createBlob:
            true
        case .user, .rateLimit, .repository, .branch, .contents, .putContents, .commits, .commit, .compare,
            .installation, .accessToken, .graphQL:
            false
        }
    }

    var isWrite: Bool {
        switch self {
        case .createRef, .updateRef, .deleteRef, .createCommit, .createTree, .createBlob, .putContents, .accessToken,
            .graphQL:
            true
        case .user, .rateLimit, .repository, .branch, .ref, .matchingRefs, .gitCommit, .tree, .blob, .contents,
            .commits, .commit, .compare, .installation:
            false
        }
    }

    /// For faults, ledgers and messages: no ids, no names.
    var title: String {
        switch self {
        case .user: "GET user"
        case .rateLimit: "GET rate_limit"
        case .repository: "GET repository"
        case .branch: "GET branches"
        case .ref: "GET git/ref"
        case .matchingRefs: "GET git/matching-refs"
        case .createRef: "POST git/refs"
        case .updateRef: "PATCH git/refs"
        case .deleteRef: "DELETE git/refs"
        case .gitCommit: "GET git/commits"
        case .createCommit: "POST git/commits"
        case .tree: "GET git/trees"
        case .createTree: "POST git/trees"
        case .blob: "GET git/blobs"
        case .createBlob: "POST git/blobs"
        case .contents: "GET contents"
        case .putContents: "PUT contents"
        case .commits: "GET commits"
        case .commit: "GET commit"
        case .compare: "GET compare"
        case .installation: "GET installation"
        case .accessToken: "POST access_tokens"
        case .graphQL: "POST graphql"
        }
    }

    /// Where a refusal of this endpoint points to.
    var documentation: String {
        let page =
            switch self {
            case .user: "/users/users#get-the-authenticated-user"
            case .rateLimit: "/rate-limit/rate-limit#get-rate-limit-status-for-the-authenticated-user"
            case .repository: "/repos/repos#get-a-repository"
            case .branch: "/branches/branches#get-a-branch"
            case .ref: "/git/refs#get-a-reference"
            case .matchingRefs: "/git/refs#list-matching-references"
            case .createRef: "/git/refs#create-a-reference"
            case .updateRef: "/git/refs#update-a-reference"
            case .deleteRef: "/git/refs#delete-a-reference"
            case .gitCommit: "/git/commits#get-a-commit-object"
            case .createCommit: "/git/commits#create-a-commit"
            case .tree: "/git/trees#get-a-tree"
            case .createTree: "/git/trees#create-a-tree"
            case .blob: "/git/blobs#get-a-blob"
            case .createBlob: "/git/blobs#create-a-blob"
            case .contents: "/repos/contents#get-repository-content"
            case .putContents: "/repos/contents#create-or-update-file-contents"
            case .commits: "/commits/commits#list-commits"
            case .commit: "/commits/commits#get-a-commit"
            case .compare: "/commits/commits#compare-two-commits"
            case .installation, .accessToken: "/apps/apps"
            case .graphQL: ""
            }
        return GitHubService.documentationRoot + page
    }
}
