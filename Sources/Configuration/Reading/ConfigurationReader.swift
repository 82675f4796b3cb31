/// Turns JSON into values and collects every mistake on the way, so that a person sees all of them at once.
///
/// What cannot be read comes back as `nil` once its problem is noted; readers go on without it.
struct ConfigurationReader {
    /// A value and the path that leads to it: `workspaces[2].rate_limit`.
    struct Node {
        let value: JSONValue
        let path: String

        func child(_ key: String, _ value: JSONValue) -> Node {
            Node(value: value, path: path.isEmpty ? key : "\(path).\(key)")
        }

        func element(_ index: Int, _ value: JSONValue) -> Node { Node(value: value, path: "\(path)[\(index)]") }
    }

    /// An object whose keys have been checked.
    struct Section {
        let node: Node
        fileprivate let children: [String: Node]
        /// Known keys that an unknown one was surely meant for: these are not missing too.
        fileprivate let misspelled: Set<String>

        subscript(key: String) -> Node? { children[key] }

        /// Whether the key is there, perhaps misspelled.
        func has(_ key: String) -> Bool { children[key] != nil || misspelled.contains(key) }
    }

    /// As messages name it.
    let file: String
    let folder: Folder
    let environment: Environment
    private(set) var problems: [ConfigurationError.Problem] = []
    private(set) var notes: [String] = []
    private(set) var warnings: [ConfigurationError.Problem] = []
    /// Every secret that is named, and where.
    var references: [PlacedReference] = []
    /// Where the workspaces stand that could be read.
    var workspacePlaces: [ConfigurationError.Place] = []
    /// Of `.databrickscfg`; read where the first workspace needs it.
    var profiles: Result<DatabricksProfiles, Refusal>?

    init(file: String, folder: Folder, environment: Environment) {
        self.file = file
        self.folder = folder
        self.environment = environment
    }

    // MARK: - Problems

    func place(_ position: JSONPosition, _ path: String) -> ConfigurationError.Place {
        .value(file: file, line: position.line, column: position.column, path: path)
    }

    mutating func report(
        _ kind: ConfigurationError.Problem.Kind,
        _ message: String,
        fix: String? = nil,
        at place: ConfigurationError.Place
    ) {
        problems.append(ConfigurationError.Problem(kind, place: place, message: message, fix: fix))
    }

    mutating func report(
        _ kind: ConfigurationError.Problem.Kind,
        _ message: String,
        fix: String? = nil,
        at node: Node
    ) {
        report(kind, message, fix: fix, at: place(node.value.position, node.path))
    }

    mutating func report(_ message: String, fix: String? = nil, at place: ConfigurationError.Place) {
        report(.value, message, fix: fix, at: place)
    }

    mutating func report(_ message: String, fix: String? = nil, at node: Node) {
        report(.value, message, fix: fix, at: node)
    }

    mutating func reportMissing(_ key: String, in section: Section, fix: String? = nil) {
        guard !section.has(key) else { return }
        report(.missingKey, "\(key.quoted) is missing", fix: fix, at: section.node)
    }

    mutating func note(_ sentence: String) { notes.append(sentence) }

    /// Worth a look, and no mistake: `config validate` shows it, a sweep does not.
    mutating func warn(_ message: String, fix: String? = nil, at place: ConfigurationError.Place) {
        warnings.append(ConfigurationError.Problem(place: place, message: message, fix: fix))
    }

    /// - Returns: `nil` where `body` refuses; the refusal is noted.
    mutating func checked<Value>(at place: ConfigurationError.Place, _ body: () throws(Refusal) -> Value) -> Value? {
        do throws(Refusal) {
            return try body()
        } catch {
            report(error.kind, error.message, fix: error.fix, at: place)
            return nil
        }
    }

    mutating func checked<Value>(at node: Node, _ body: () throws(Refusal) -> Value) -> Value? {
        checked(at: place(node.value.position, node.path), body)
    }

    // MARK: - Shapes

    /// - Parameter misplaced: why a known key has no business here.
    mutating func section(_ node: Node?, _ object: FileObject, misplaced: [String: String] = [:]) -> Section? {
        guard let node else { return nil }
        guard case .object(let members) = node.value.kind else {
            reportKind(of: node, expected: "an object")
            return nil
        }
        var children: [String: Node] = [:]
        for member in members where object.names.contains(member.key) && children[member.key] == nil {
            children[member.key] = node.child(member.key, member.value)
        }
        var misspelled: Set<String> = []
        for member in members where !object.names.contains(member.key) {
            let near = NearestName.to(member.key, among: object.names)
            if let near { misspelled.insert(near) }
            reportUnknown(member, in: node, near: near, keys: object.names, reason: misplaced[member.key])
        }
        return Section(node: node, children: children, misspelled: misspelled)
    }

    private mutating func reportUnknown(
        _ member: JSONValue.Member,
        in node: Node,
        near: String?,
        keys: [String],
        reason: String?
    ) {
        let isPlain = !member.key.isEmpty && member.key.utf8.count <= 60 && !member.key.looksLikeSecret
        let name = isPlain && member.key.utf8.allSatisfy { $0.isWordByte || "$.-".utf8.contains($0) } ? member.key : "?"
        let place = place(member.keyPosition, node.child(name, member.value).path)
        if let reason {
            report(.unknownKey, reason, at: place)
        } else if member.key.holdsKnownToken {
            report(.secret, Refusal.token.message, fix: Refusal.token.fix, at: place)
        } else if let near {
            report(.unknownKey, "unknown key \(member.key.quoted)", fix: "did you mean \(near.quoted)?", at: place)
        } else {
            report(
                .unknownKey, "unknown key \(member.key.quoted)", fix: "the keys here are \(keys.listed)", at: place)
        }
    }

    mutating func list(_ node: Node?) -> [Node]? {
        guard let node else { return nil }
        guard case .array(let elements) = node.value.kind else {
            reportKind(of: node, expected: "a list")
            return nil
        }
        return elements.enumerated().map { node.element($0.offset, $0.element) }
    }

    /// A text that is no token: wherever one stands, everybody reads it who reads the file or the reports.
    mutating func text(_ node: Node?) -> String? {
        guard let node, let text = anyText(node) else { return nil }
        guard !text.holdsKnownToken else {
            report(.secret, Refusal.token.message, fix: Refusal.token.fix, at: node)
            return nil
        }
        return text
    }

    mutating func anyText(_ node: Node) -> String? {
        guard case .string(let text) = node.value.kind else {
            reportKind(of: node, expected: "a text")
            return nil
        }
        return text
    }

    /// A text of one line, and not an empty one.
    mutating func line(_ node: Node?) -> String? {
        guard let node, let text = text(node) else { return nil }
        guard !text.isEmpty else {
            report("the text is empty", fix: "write what it shall be, or leave the key out", at: node)
            return nil
        }
        guard !text.hasControlCharacter else {
            report("the text holds a control character", fix: "write it in one line", at: node)
            return nil
        }
        return text
    }

    mutating func duration(_ node: Node?, within range: ClosedRange<Duration>) -> Duration? {
        guard let node else { return nil }
        guard case .string = node.value.kind else {
            report(
                .type, "a duration is expected here, not \(node.value.kindName)",
                fix: "write it in quotes with its unit, as \"90s\", \"15m\", \"24h\" or \"7d\"", at: node)
            return nil
        }
        guard let text = self.text(node) else { return nil }
        return checked(at: node) { () throws(Refusal) in try Duration(configured: text, within: range) }
    }

    mutating func integer(_ node: Node?, within range: ClosedRange<Int64>) -> Int64? {
        guard let node, let written = number(node) else { return nil }
        guard let number = Int64(written), range.contains(number) else {
            report(
                "a whole number from \(range.lowerBound) to \(range.upperBound) is expected here, not "
                    + written.numberShown, at: node)
            return nil
        }
        return number
    }

    /// As written.
    mutating func number(_ node: Node) -> String? {
        guard case .number(let written) = node.value.kind else {
            let isText = if case .string = node.value.kind { true } else { false }
            reportKind(of: node, expected: "a number", fix: isText ? "write it without quotes" : nil)
            return nil
        }
        return written
    }

    mutating func reportKind(of node: Node, expected: String, fix: String? = nil) {
        report(.type, "\(expected) is expected here, not \(node.value.kindName)", fix: fix, at: node)
    }
}

extension Refusal {
    static let token = Refusal(
        "this looks like a token, and a secret must not stand in this file: it is read, copied and committed by many",
        fix: "remove it here, replace the token where it was made, and write where the new one is kept", kind: .secret)
}

extension String {
    /// A number as it was written, as far as a message shows it.
    var numberShown: String { utf8.count <= 24 ? self : "one of \(utf8.count) digits" }
}

extension [String] {
    /// `"a", "b" and "c"`.
    var listed: String {
        guard let last, count > 1 else { return first?.quoted ?? "" }
        return dropLast().map(\.quoted).joined(separator: ", ") + " and " + last.quoted
    }
}
