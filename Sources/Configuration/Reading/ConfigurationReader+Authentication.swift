extension ConfigurationReader {
    mutating func authentication(_ node: Node?) -> Authentication? {
        guard let node else { return nil }
        guard let type = authenticationType(of: node) else { return nil }
        guard let kind = FileShape.authentications.first(where: { $0.type == type }) else { return nil }
        guard let section = section(node, kind.object) else { return nil }
        for key in kind.object.required { reportMissing(key, in: section) }
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
        let types = FileShape.authentications.map(\.type)
        guard let member = members.first(where: { $0.key == "type" }) else {
            if let typo = members.first(where: { NearestName.to($0.key, among: ["type"]) != nil }) {
                report(
                    .unknownKey, "unknown key \(typo.key.quoted)", fix: "did you mean \"type\"?",
                    at: place(typo.keyPosition, node.child(typo.key, typo.value).path))
                return nil
            }
            report(.missingKey, "\"type\" is missing", fix: "write one of \(types.listed)", at: node)
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
        guard let node, let text = anyText(node) else { return nil }
        let folder = folder
        return placed(
            checked(at: node) { () throws(Refusal) in try SecretReference(configured: text, in: folder) }, node)
    }

    private mutating func placed(_ reference: SecretReference?, _ node: Node) -> SecretReference? {
        if let reference {
            references.append(PlacedReference(reference: reference, place: place(node.value.position, node.path)))
        }
        return reference
    }

    /// A client or tenant id: itself, or a reference to it.
    private mutating func identifier(_ node: Node?) -> ConfiguredText? {
        guard let node, let text = anyText(node) else { return nil }
        let folder = folder
        let identifier: ConfiguredText? = checked(at: node) { () throws(Refusal) in
            if text.utf8.contains(UInt8(ascii: ":")) {
                return .reference(try SecretReference(configured: text, in: folder))
            }
            guard !text.isEmpty, text.utf8.count <= 128, !text.looksLikeSecret,
                text.utf8.allSatisfy({ $0.isWordByte || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") })
            else {
                throw Refusal(
                    "this is not an id", fix: "write the id itself, or one of \(SecretReference.forms)",
                    kind: text.looksLikeSecret ? .secret : .value)
            }
            return .text(text)
        }
        if case .reference(let reference) = identifier { _ = placed(reference, node) }
        return identifier
    }
}
