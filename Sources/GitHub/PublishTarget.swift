/// Where reports are published.
package struct PublishTarget: Sendable, Equatable {
    /// A prefix that may carry a path (`https://ghe.example.com/api/v3`).
    package let apiURL: String
    package let owner: String
    package let repository: String
    package let branch: String
    /// Inside the repository; empty for its root.
    package let directory: String

    package init(apiURL: String, owner: String, repository: String, branch: String, directory: String) {
        var apiURL = apiURL
        while apiURL.hasSuffix("/") { apiURL.removeLast() }  // a doubled slash would be a 404
        self.apiURL = apiURL
        self.owner = owner
        self.repository = repository
        self.branch = branch
        self.directory = directory
    }

    /// `owner/repository`.
    package var fullName: String { "\(owner)/\(repository)" }

    /// The same place after the repository was renamed or transferred.
    func renamed(owner: String, repository: String) -> PublishTarget {
        PublishTarget(apiURL: apiURL, owner: owner, repository: repository, branch: branch, directory: directory)
    }
}
