/// How dbmon shows a workspace who it is.
package enum Authentication: Hashable, Sendable {
    case pat(token: SecretReference)
    case oauthM2M(clientID: ConfiguredText, clientSecret: SecretReference)
    case azureSP(tenantID: ConfiguredText, clientID: ConfiguredText, clientSecret: SecretReference)
    /// The name of a section of `.databrickscfg`.
    case profile(String)

    /// Where its parts are kept, as the file writes it; ids that stand in the file are left out.
    package var sources: [String] {
        func reference(_ text: ConfiguredText) -> [String] {
            if case .reference(let reference) = text { [reference.text] } else { [] }
        }
        return switch self {
        case .pat(let token): [token.text]
        case .oauthM2M(let id, let secret): reference(id) + [secret.text]
        case .azureSP(let tenant, let id, let secret): reference(tenant) + reference(id) + [secret.text]
        case .profile(let name): [name]
        }
    }

    /// `auth.type` as the file writes it.
    package var typeName: String {
        switch self {
        case .pat: "pat"
        case .oauthM2M: "oauth_m2m"
        case .azureSP: "azure_sp"
        case .profile: "profile"
        }
    }
}

/// A text that is no secret, and may still be kept where secrets are.
package enum ConfiguredText: Hashable, Sendable {
    case text(String)
    case reference(SecretReference)
}
