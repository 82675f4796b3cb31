/// The repository that reports are published to.
package struct GitHubConfiguration: Hashable, Sendable {
    package let owner: String
    package let repository: String
    package let branch: String
    /// Relative, without `.`, `..` or a trailing slash; never empty.
    package let directory: String
    package let token: SecretReference
    /// A prefix that may carry a path (`https://github.acme.example/api/v3`); no trailing slash.
    package let apiURL: String

    package static let standardBranch = "main"
    package static let standardDirectory = "Error"
    package static let standardAPIURL = "https://api.github.com"

    package init(
        owner: String,
        repository: String,
        branch: String = standardBranch,
        directory: String = standardDirectory,
        token: SecretReference,
        apiURL: String = standardAPIURL
    ) {
        self.owner = owner
        self.repository = repository
        self.branch = branch
        self.directory = directory
        self.token = token
        self.apiURL = apiURL
    }
}
