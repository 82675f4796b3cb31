package import Model
internal import Transport

/// The credential that a simulated GitHub takes, and what it may do.
package struct GitHubToken: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// With its scopes.
        case classic([String])
        /// With the level of its permission Contents.
        case fineGrained(Contents)
    }

    package enum Contents: String, Sendable, Equatable {
        case none
        case read
        case write
    }

    package enum Condition: Sendable, Equatable {
        case good
        case revoked
        /// The organisation demands single sign-on, and the token is not authorised for it.
        case withoutSignOn
        /// What it may do was changed.
        case changed(Kind)
    }

    package let text: String
    package var kind: Kind
    /// `nil`: it does not expire.
    package var expiry: Timestamp?
    var isRevoked = false
    var lacksSignOn = false

    package init(_ text: String, kind: Kind = .classic(["repo"]), expiry: Timestamp? = nil) {
        self.text = text
        self.kind = kind
        self.expiry = expiry
    }

    mutating func change(to condition: Condition) {
        switch condition {
        case .good: (isRevoked, lacksSignOn) = (false, false)
        case .revoked: isRevoked = true
        case .withoutSignOn: lacksSignOn = true
        case .changed(let kind): self.kind = kind
        }
    }

    func isValid(at now: Timestamp) -> Bool { !isRevoked && expiry.map { now < $0 } ?? true }

    /// - Returns: what a call of the repository is refused with; `nil` where the token may make it.
    func refusal(ofWrite isWrite: Bool) -> GitHubRefusal? {
        switch kind {
        case .classic(let scopes):
            // The service hides from a classic token what it may not write.
            return scopes.contains("repo") || (!isWrite && scopes.contains("public_repo")) ? nil : .notFound
        case .fineGrained(.none): return isWrite ? Self.notAccessible : .notFound
        case .fineGrained(.read): return isWrite ? Self.notAccessible : nil
        case .fineGrained(.write): return nil
        }
    }

    private static let notAccessible = GitHubRefusal(
        status: 403, message: "Resource not accessible by personal access token")

    static let signOnRefusal = GitHubRefusal(
        status: 403,
        message: "Resource protected by organization SAML enforcement. You must grant your Personal Access token "
            + "access to this organization.",
        headers: [HTTPHeader("X-GitHub-SSO", "required; url=https://github.com/orgs/acme/sso?authorization_request=A")])

    /// As the header has it: one of two forms.
    var expiryText: String? { expiry.map { "\($0.reportText) UTC" } }
}
