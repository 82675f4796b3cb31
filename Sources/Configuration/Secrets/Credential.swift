package import Transport

/// What a workspace is shown, or what a token is asked for with.
package enum Credential: Sendable, Equatable {
    /// What must be masked wherever it shows.
    package var secret: Secret {
        switch self {
        case .pat(let token): token
        case .oauthM2M(_, let secret), .azureSP(_, _, let secret): secret
        }
    }

    case pat(token: Secret)
    case oauthM2M(clientID: String, clientSecret: Secret)
    case azureSP(tenantID: String, clientID: String, clientSecret: Secret)
}
