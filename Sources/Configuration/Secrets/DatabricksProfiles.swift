internal import Transport

/// The profiles of a `.databrickscfg` file.
struct DatabricksProfiles {
    static let limitBytes = 1 << 20

    /// The file, as messages name it.
    let file: String
    private var sections: [String: [String: String]] = [:]
    /// Of the sections, in the order of the file.
    private(set) var names: [String] = []

    private static let standardFile = "~/.databrickscfg"

    /// `DATABRICKS_CONFIG_FILE`, else `~/.databrickscfg`: as it is named, and absolute.
    static func location(environment: Environment) -> (file: String, absolute: String)? {
        let file = environment["DATABRICKS_CONFIG_FILE"] ?? standardFile
        guard let path = try? Folder(RegularFile.currentFolder, home: environment["HOME"]).absolute(file) else {
            return nil
        }
        return (file, path)
    }

    /// - Returns: `nil` where there is no such file and nobody named one.
    static func ifThere(environment: Environment) throws(Refusal) -> DatabricksProfiles? {
        if environment["DATABRICKS_CONFIG_FILE"] != nil { return try DatabricksProfiles(environment: environment) }
        guard let path = location(environment: environment)?.absolute, RegularFile.isThere(path) else { return nil }
        return try DatabricksProfiles(environment: environment)
    }

    /// Reads `DATABRICKS_CONFIG_FILE`, else `~/.databrickscfg`.
    init(environment: Environment) throws(Refusal) {
        let home = environment["HOME"]
        let path = environment["DATABRICKS_CONFIG_FILE"] ?? Self.standardFile
        let absolute = try Folder(RegularFile.currentFolder, home: home).absolute(path)
        do {
            try self.init(try RegularFile.read(absolute, limitBytes: Self.limitBytes), file: path)
        } catch let failure as RegularFile.Failure {
            throw Refusal("\(path): \(failure.message)", fix: "write the profile with: databricks configure")
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal("\(path) cannot be read")
        }
    }

    /// Lines before the first section belong to `DEFAULT`. `#` and `;` begin a comment at the start of a line, `#` also
    /// after a blank; `=` or `:`, whichever comes first, divides key and value; of two lines for one key the later counts. Lines that say nothing are skipped, as the SDKs do.
    init(_ bytes: [UInt8], file: String) throws(Refusal) {
        self.file = file
        guard UTF8Check.firstInvalid(in: bytes) == nil else { throw Refusal("\(file) is not UTF-8") }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        var section = "DEFAULT"
        for line in text.split(separator: 0x0A) {
            let line = Self.trimmed(line)
            guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: ";") else { continue }
            if first == UInt8(ascii: "["), let end = line.firstIndex(of: UInt8(ascii: "]")) {
                section = String(decoding: Self.trimmed(line[line.index(after: line.startIndex)..<end]), as: UTF8.self)
                add(section)
            } else if let sign = line.firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }) {
                let key = String(decoding: Self.trimmed(line[..<sign]), as: UTF8.self).lowercased()
                add(section)
                sections[section, default: [:]][key] = Self.value(line[(sign + 1)...])
            }
        }
    }

    private mutating func add(_ section: String) {
        guard sections[section] == nil else { return }
        sections[section] = [:]
        names.append(section)
    }

    /// Whether a section says nothing at all.
    func isEmpty(_ name: String) -> Bool { sections[name]?.isEmpty ?? true }

    func profile(_ name: String) throws(Refusal) -> DatabricksProfile {
        guard name != DatabricksProfile.reservedName else { throw Refusal("the name is reserved") }
        guard let keys = sections[name], !keys.isEmpty else {
            let near = NearestName.to(name, among: sections.keys.sorted())
            throw Refusal("\(file) has no such profile", fix: near.map { "did you mean \($0.quoted)?" })
        }
        return DatabricksProfile(file: file, keys: keys)
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes.drop { $0.isBlank || $0 == 0x0D }
        while let last = bytes.last, last.isBlank || last == 0x0D { bytes.removeLast() }
        return bytes
    }

    private static func value(_ bytes: ArraySlice<UInt8>) -> String {
        var end = bytes.endIndex
        for index in bytes.indices.dropFirst() where bytes[index] == UInt8(ascii: "#") && bytes[index - 1].isBlank {
            end = index
            break
        }
        var value = trimmed(bytes[..<end])
        if let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), value.count >= 2,
            value.last == quote
        {
            value = value.dropFirst().dropLast()
        }
        return String(decoding: value, as: UTF8.self)
    }
}

/// One section: a host, and one kind of credential.
struct DatabricksProfile: CustomReflectable {
    static let reservedName = "__settings__"

    let file: String
    private let keys: [String: String]

    init(file: String, keys: [String: String]) {
        self.file = file
        self.keys = keys.filter { !$0.value.isEmpty }
    }

    /// `nil` where the profile names none.
    func address() throws(Refusal) -> ServiceAddress? {
        guard let host = keys["host"] else { return nil }
        return try ServiceAddress(host: host)
    }

    /// An account's profile has jobs of no workspace.
    var isOfAccount: Bool { keys["account_id"] != nil && keys["workspace_id"] == nil }

    /// In the order in which the SDKs look, of the kinds dbmon can use.
    func credential() throws(Refusal) -> Credential {
        switch keys["auth_type"]?.lowercased() {
        case "pat": return try pat()
        case "oauth-m2m": return try oauthM2M()
        case "azure-client-secret": return try azureSP()
        case .some(let type): throw Self.unusable(type)
        case nil: break
        }
        if keys["token"] != nil { return try pat() }
        if keys["username"] != nil || keys["password"] != nil { throw Self.unusable("basic") }
        if keys["client_id"] != nil { return try oauthM2M() }
        if keys["azure_client_id"] != nil { return try azureSP() }
        throw Refusal("it holds no credential", fix: "add a token, or client_id and client_secret")
    }

    /// Without the values: they are secrets.
    var customMirror: Mirror { Mirror(self, children: []) }

    private func pat() throws(Refusal) -> Credential { .pat(token: Secret(try value("token"))) }

    private func oauthM2M() throws(Refusal) -> Credential {
        .oauthM2M(clientID: try value("client_id"), clientSecret: Secret(try value("client_secret")))
    }

    private func azureSP() throws(Refusal) -> Credential {
        .azureSP(
            tenantID: try value("azure_tenant_id"), clientID: try value("azure_client_id"),
            clientSecret: Secret(try value("azure_client_secret")))
    }

    private func value(_ key: String) throws(Refusal) -> String {
        guard let value = keys[key] else { throw Refusal("\(key) is missing in it", fix: "add \(key) to the profile") }
        guard value.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Refusal("\(key) has a blank, a control character or a letter outside of ASCII")
        }
        return value
    }

    private static func unusable(_ type: String) -> Refusal {
        Refusal(
            "its kind, \(type.quoted), cannot be used without a person",
            fix: "use a profile with a token, or with client_id and client_secret")
    }
}
