internal import Model
internal import Transport

/// A GitHub App's way to a token: its installation, and an installation token of an hour (api/github, 1). The signature
/// of the app's JSON web token is not looked at, for its key is not known here; its times and form are.
extension GitHubService {
    static let installationID: Int64 = 4_242
    private static let lifetime: Duration = .seconds(3_600)
    private static let longestAheadSeconds: Int64 = 600
    private static let tokenLimit = 1_000

    /// - Returns: `nil` for a call that is none of an app.
    mutating func appAnswer(_ request: SimulatedRequest, _ route: GitHubRoute?) -> SimulatedAnswer? {
        let documentation = route?.endpoint.documentation ?? Self.documentationRoot
        let reply: GitHubReply
        switch route?.endpoint {
        case .installation:
            reply = .ok(["id": .integer(Self.installationID), "account": ["login": .string(repository.owner)]])
        case .accessToken(let id):
            guard id == String(Self.installationID) else {
                return Self.answer(to: .notFound, documentation: documentation)
            }
            reply = GitHubReply(status: 201, body: .json(newToken()))
        default: return nil
        }
        if let refusal = refusal(ofJWT: request) { return Self.answer(to: refusal, documentation: documentation) }
        return Self.answer(with: reply)
    }

    func isIssued(_ text: Substring) -> Bool { issued[String(text)].map { now < $0 } ?? false }

    private mutating func newToken() -> GitHubJSON {
        let text = "ghs_simulated\(ledger.total)"
        let end = now + Self.lifetime
        if issued.count >= Self.tokenLimit { issued = [:] }
        issued[text] = end
        return [
            "token": .string(text), "expires_at": .string(end.rfc3339Text),
            "permissions": ["contents": "write", "metadata": "read"], "repository_selection": "selected",
            "repositories": [
                [
                    "id": .integer(repository.id), "name": .string(repository.name),
                    "full_name": .string(repository.fullName),
                ]
            ],
        ]
    }

    private func refusal(ofJWT request: SimulatedRequest) -> GitHubRefusal? {
        let undecoded = GitHubRefusal(status: 401, message: "A JSON web token could not be decoded")
        guard let header = request.header("Authorization"), header.lowercased().hasPrefix("bearer ") else {
            return undecoded
        }
        let parts = header.dropFirst(7).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let claims = Self.claims(parts[1]), claims.member("iss") != nil,
            case .integer(let end)? = claims.member("exp"), case .integer(let start)? = claims.member("iat")
        else { return undecoded }
        let seconds = now.milliseconds / 1_000
        if end > seconds + Self.longestAheadSeconds {
            return GitHubRefusal(status: 401, message: "'Expiration time' claim ('exp') is too far in the future")
        }
        if end <= seconds {
            return GitHubRefusal(
                status: 401,
                message: "'Expiration time' claim ('exp') must be a numeric value representing the future "
                    + "time at which the assertion expires")
        }
        if start > seconds {
            return GitHubRefusal(
                status: 401,
                message: "'Issued at' claim ('iat') must be an Integer representing the time that the "
                    + "assertion was issued")
        }
        return nil
    }

    private static func claims(_ part: Substring) -> GitHubJSON? {
        let text = part.replacing("-", with: "+").replacing("_", with: "/")
        return GitHubJSONParser.value(of: GitHubBase64.decodeLeniently(String(text)))
    }
}
