/// What a client that signs in has sent: a form in the body, and HTTP Basic.
struct SignInForm {
    private var fields: [String: String] = [:]
    /// The two halves of HTTP Basic.
    private(set) var basic: (id: String, secret: String)?

    /// - Returns: `nil` for a body that is no form.
    init?(_ request: SimulatedRequest) {
        let type = request.header("Content-Type")?.lowercased() ?? ""
        guard type.hasPrefix("application/x-www-form-urlencoded") else { return nil }
        for pair in request.body.split(separator: 0x26) {
            let halves = pair.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false)
            let texts = halves.compactMap {
                HTTPTarget.percentDecoded(String(decoding: $0, as: UTF8.self), plusIsSpace: true)
            }
            guard texts.count == 2, fields.updateValue(texts[1], forKey: texts[0]) == nil else { return nil }
        }
        basic = Self.basic(request.header("Authorization"))
    }

    subscript(_ name: String) -> String? { fields[name] }

    private static func basic(_ header: String?) -> (id: String, secret: String)? {
        guard let header, header.lowercased().hasPrefix("basic "),
            let bytes = GitHubBase64.decodeStrictly(String(header.dropFirst(6))),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return halves.count == 2 ? (String(halves[0]), String(halves[1])) : nil
    }
}
