internal import Transport

/// What an endpoint has to say, before the headers that every answer carries.
struct GitHubReply {
    enum Body {
        case none
        case json(GitHubJSON)
        /// Bytes of a blob, asked for by a media type of their own.
        case raw([UInt8])
    }

    let status: Int
    let body: Body
    var headers: [HTTPHeader] = []

    static let noContent = GitHubReply(status: 204, body: .none)

    static func ok(_ value: GitHubJSON) -> GitHubReply { GitHubReply(status: 200, body: .json(value)) }

    static func created(_ value: GitHubJSON, at address: String) -> GitHubReply {
        GitHubReply(status: 201, body: .json(value), headers: [HTTPHeader("Location", address)])
    }
}

/// One request on its way through an endpoint.
struct GitHubCall {
    let request: SimulatedRequest
    let addresses: GitHubAddresses
    /// Seconds since 1970.
    let nowSeconds: Int64

    /// The value of `Accept` asks for bytes instead of JSON.
    var wantsRaw: Bool {
        guard let accept = request.header("Accept")?.lowercased() else { return false }
        return accept.contains("application/vnd.github") && accept.contains("raw")
    }
}
