package import Transport

/// What a workspace is shown, or what a token is asked for with.
package enum Credential: Sendable, Equatable {
    case pat(token: Secret)
    case oauthM2M(clientID: String, clientSecret: Secret)
    case azureSP(tenantID: String, clientID: String, clientSecret: Secret)
}
