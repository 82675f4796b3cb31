/// The repository that a simulated GitHub serves, as far as it is not git's own content.
package struct GitHubRepository: Sendable {
    package private(set) var owner: String
    package private(set) var name: String
    package let defaultBranch: String
    package let isPrivate: Bool
    package let id: Int64
    package let ownerID: Int64
    /// Shown once there is a branch. The service's own figure lags behind, so nothing may be read from it.
    package let sizeKilobytes: Int64
    /// Reads work, writes do not.
    package var isArchived = false
    /// Taken down, for this reason.
    package var blockReason: String?
    /// By branch.
    package var rules: [String: GitHubRule] = [:]
    /// `owner/name`, in lower case, under which it is still found.
    package private(set) var formerNames: Set<String> = []

    package init(
        owner: String,
        name: String,
        defaultBranch: String = "main",
        isPrivate: Bool = true,
        id: Int64 = 700_000_001,
        ownerID: Int64 = 31_898_100,
        sizeKilobytes: Int64 = 12
    ) {
        self.owner = owner
        self.name = name
        self.defaultBranch = defaultBranch
        self.isPrivate = isPrivate
        self.id = id
        self.ownerID = ownerID
        self.sizeKilobytes = sizeKilobytes
    }

    package mutating func rename(owner: String, name: String) {
        formerNames.insert(fullName.lowercased())
        (self.owner, self.name) = (owner, name)
        formerNames.remove(fullName.lowercased())
    }

    var fullName: String { "\(owner)/\(name)" }
}

/// Whose token the simulated GitHub takes: the author of a commit that names none.
package struct GitHubAccount: Sendable {
    package let login: String
    package let id: Int64
    package let name: String
    package let email: String
    /// In which the service stamps a time of its own choice. The API shows UTC all the same; the commit's id tells.
    package let zone: GitSignature.Zone

    package init(
        login: String = "dbmon-demo",
        id: Int64 = 1_234_567,
        name: String = "dbmon demo",
        email: String = "demo@example.com",
        zone: GitSignature.Zone = .utc
    ) {
        self.login = login
        self.id = id
        self.name = name
        self.email = email
        self.zone = zone
    }
}
