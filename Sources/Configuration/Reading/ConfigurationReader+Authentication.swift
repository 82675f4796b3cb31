extension ConfigurationReader {
    private static let kinds: [(type: String, keys: [String])] = [
        ("pat", ["token"]),
        ("oauth_m2m", ["client_id", "client_secret"]),
        ("azure_sp", ["tenant_id", "client_id", "client_secret"]),
        ("profile", ["profile"]),
    ]

    mutating func authentication(_ node: Node?) -> Authentication? {
        guard let node else { return nil }
        guard let type = authenticationType(of: node) else { return nil }
        guard let kind = Self.kinds.first(where: { $0.type == type }) else { return nil }
        guard let section = section(node, keys: ["type"] + kind.keys) else { return nil }
        for key in kind.keys where section[key] == nil { reportMissing(key, in: node) }
        switch type {
        case "pat":
            guard let token = secret(section["token"]) else { return nil }
            return .pat(token: token)
        case "oauth_m2m":
            let id = identifier(section["client_id"])
            guard let secret = secret(section["client_secret"]), let id else { return nil }
            return .oauthM2M(clientID: id, clientSecret: secret)
        case "azure_sp":
            let tenant = identifier(section["tenant_id"])
            let id = identifier(section["client_id"])
            guard let secret = secret(section["client_secret"]), let id, let tenant else { return nil }
            return .azureSP(tenantID: tenant, clientID: id, clientSecret: secret)
        default:
            guard let name = line(section["profile"]) else { return nil }
            return .profile(name)
        }
    }

    /// Looked at before the other keys: which are known depends on it.
    private mutating func authenticationType(of node: Node) -> String? {
        guard case .object(let members) = node.value.kind else {
            reportKind(of: node, expected: "an object")
            return nil
        }
        let types = Self.kinds.map(\.type)
        guard let member = members.first(where: { $0.key == "type" }) else {
            report("\"type\" is missing", fix: "write one of \(types.listed)", at: node)
            return nil
        }
        let typeNode = node.child("type", member.value)
        guard let type = text(typeNode) else { return nil }
        guard types.contains(type) else {
            let near = NearestName.to(type, among: types)
            report(
                "unknown type \(type.quoted)",
                fix: near.map { "did you mean \($0.quoted)?" } ?? "write one of \(types.listed)", at: typeNode)
            return nil
        }
        return type
    }

    mutating func secret(_ node: Node?) -> SecretReference? {
        guard let node, let text = text(node) else { return nil }
        let folder = folder
        return checked(at: node) { () throws(Refusal) in try SecretReference(configured: text, in: folder) }
    }

    /// A client or tenant id: itself, or a reference to it.
    private mutating func identifier(_ node: Node?) -> ConfiguredText? {
        guard let node, let text = text(node) else { return nil }
        let folder = folder
        return checked(at: node) { () throws(Refusal) in
            if text.utf8.contains(UInt8(ascii: ":")) {
                return .reference(try SecretReference(configured: text, in: folder))
            }
            guard !text.isEmpty, text.utf8.count <= 128, !text.looksLikeSecret,
                text.utf8.allSatisfy({ $0.isWordByte || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") })
            else {
                throw Refusal("this is not an id", fix: "write the id itself, or one of \(SecretReference.forms)")
            }
            return .text(text)
        }
    }
}
