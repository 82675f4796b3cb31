internal import Model

/// The `github` section of a starter file.
struct StarterRepository {
    private let repository: String
    private let branch: String
    private let directory: String
    private let apiURL: String

    static let example = StarterRepository(
        GitHubConfiguration(owner: "acme", repository: "pipeline-health", token: .environment("GITHUB_TOKEN")))

    init(_ github: GitHubConfiguration) {
        repository = "\(github.owner)/\(github.repository)"
        branch = github.branch
        directory = github.directory
        apiURL = github.apiURL
    }

    /// - Returns: `nil` where no variable names a repository.
    init?(environment: Environment) throws(Refusal) {
        guard let text = environment["GITHUB_REPO"] else { return nil }
        let names = try GitHubNames.repository(text)
        var branch = GitHubConfiguration.standardBranch
        if let text = environment["GITHUB_BRANCH"] { branch = try GitHubNames.branch(text) }
        var directory = GitHubConfiguration.standardDirectory
        if let text = environment["GITHUB_OUTPUT_DIR"] { directory = try GitHubNames.directory(text) }
        var apiURL = GitHubConfiguration.standardAPIURL
        if let text = environment["GITHUB_API_URL"] {
            let address = try ServiceAddress(prefix: text)
            apiURL = address.origin + address.path
        }
        self.init(
            GitHubConfiguration(
                owner: names.owner, repository: names.name, branch: branch, directory: directory,
                token: .environment("GITHUB_TOKEN"), apiURL: apiURL))
    }

    var json: JSONText {
        var members: [(key: String, value: JSONText)] = [
            ("repository", .string(repository)), ("branch", .string(branch)), ("directory", .string(directory)),
            ("token", .string("env:GITHUB_TOKEN")),
        ]
        if apiURL != GitHubConfiguration.standardAPIURL { members.append(("api_url", .string(apiURL))) }
        return .object(members)
    }
}
