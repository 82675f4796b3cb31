/// Signing in at a workspace as a service principal: OAuth, machine to machine (api/databricks, 1).
package struct SimulatedOAuth: Sendable {
    package enum ExpiresIn: Sendable {
        case number
        /// `"3600"`, as some servers send it.
        case text
    }

    package var clientID: String
    package var clientSecret: String
    /// How long an access token is good for.
    package var tokenLife: Duration
    package var expiresIn: ExpiresIn
    /// From its first try on the client is refused for so long, as one that was just given access is.
    package var refusedAtFirst: Duration
    /// Whether the host has `/.well-known/databricks-config`.
    package var hasHostMetadata: Bool

    package init(
        clientID: String,
        clientSecret: String,
        tokenLife: Duration = .seconds(3_600),
        expiresIn: ExpiresIn = .number,
        refusedAtFirst: Duration = .zero,
        hasHostMetadata: Bool = true
    ) {
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.tokenLife = tokenLife
        self.expiresIn = expiresIn
        self.refusedAtFirst = refusedAtFirst
        self.hasHostMetadata = hasHostMetadata
    }
}

/// Signing in at the Azure tenant of a workspace, which is a host of its own.
package struct SimulatedAzure: Sendable {
    /// Databricks, as a resource of every tenant.
    package static let resource = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d"
    /// What a token must still have to live where it is used.
    static let leastLife = Duration.seconds(30)

    package var tenantID: String
    package var clientID: String
    package var clientSecret: String
    package var tokenLife: Duration

    package init(
        tenantID: String,
        clientID: String,
        clientSecret: String,
        tokenLife: Duration = .seconds(3_600)
    ) {
        self.tenantID = tenantID
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.tokenLife = tokenLife
    }
}
