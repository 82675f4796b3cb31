package import Transport

/// Who asks for access tokens, and where (api/databricks, 1).
package enum ServicePrincipal: Sendable {
    /// At the workspace itself.
    case databricks(clientID: String, secret: Secret)
    /// At the Azure tenant, a host of its own. `login` is `https://name[:port]`.
    case azure(tenantID: String, clientID: String, secret: Secret, login: String)

    /// All forms in which the client's secret goes over the wire.
    var secrets: [Secret] {
        switch self {
        case .databricks(let clientID, let secret):
            [secret, secret.formEncoded, Secret(basicUser: clientID, password: secret)]
        case .azure(_, _, let secret, _): [secret, secret.formEncoded]
        }
    }

    /// Where the tenants of a workspace's cloud sign in. It follows from the workspace's host alone, so that no setting
    /// can send a secret elsewhere; a workspace on loopback, which only a simulation is, has its tenants there too.
    package static func azureLogin(forWorkspace host: String) -> String {
        let name = urlHost(host) ?? ""
        if name == "localhost" || name.hasSuffix(".localhost") || name.hasPrefix("127.") || name == "[::1]" {
            let authority = host.split(separator: "/").last ?? ""
            let port = authority.hasSuffix("]") ? nil : authority.split(separator: ":").dropFirst().last
            let scheme = host.hasPrefix("https:") ? "https" : "http"
            return "\(scheme)://login.localhost" + (port.map { ":\($0)" } ?? "")
        }
        if name.hasSuffix(".databricks.azure.us") { return "https://login.microsoftonline.us" }
        if name.hasSuffix(".databricks.azure.cn") { return "https://login.chinacloudapi.cn" }
        return "https://login.microsoftonline.com"
    }
}
