/// The members of a request's JSON object, read as strictly as the service reads them: a member may be left out, but
/// never be null.
struct GitHubBody {
    private let object: GitHubJSON
    /// Where the object stands in the request, for messages: empty, or ending in `/`.
    private let prefix: String

    /// No bytes at all count as an object without members.
    init(_ bytes: [UInt8]) throws(GitHubRefusal) {
        guard let value = bytes.isEmpty ? GitHubJSON.object([]) : GitHubJSONParser.value(of: bytes) else {
            throw .brokenJSON
        }
        guard case .object = value else { throw .bodyNotObject }
        object = value
        prefix = ""
    }

    private init(_ object: GitHubJSON, prefix: String) {
        self.object = object
        self.prefix = prefix
    }

    /// - Parameter element: one object of a list.
    init(element: GitHubJSON, of list: String) throws(GitHubRefusal) {
        guard case .object = element else {
            throw .wrongType(of: list, value: element, wanted: "an object")
        }
        self.init(element, prefix: "\(list)/items/properties/")
    }

    func value(_ name: String) -> GitHubJSON? { object.member(name) }

    func require(_ names: String...) throws(GitHubRefusal) {
        let missing = names.filter { object.member($0) == nil }.map { "\"\($0)\"" }
        switch missing.count {
        case 0: return
        case 1: throw .invalidRequest("\(missing[0]) wasn't supplied.")
        default: throw .invalidRequest("\(missing.joined(separator: ", ")) weren't supplied.")
        }
    }

    func text(_ name: String) throws(GitHubRefusal) -> String? {
        switch object.member(name) {
        case nil: return nil
        case .string(let text): return text
        case let other?: throw .wrongType(of: prefix + name, value: other, wanted: "a string")
        }
    }

    func requiredText(_ name: String) throws(GitHubRefusal) -> String {
        guard let text = try text(name) else { throw .invalidRequest("\"\(name)\" wasn't supplied.") }
        return text
    }

    func flag(_ name: String) throws(GitHubRefusal) -> Bool? {
        switch object.member(name) {
        case nil: return nil
        case .bool(let value): return value
        case let other?: throw .wrongType(of: prefix + name, value: other, wanted: "a boolean")
        }
    }

    func list(_ name: String) throws(GitHubRefusal) -> [GitHubJSON]? {
        switch object.member(name) {
        case nil: return nil
        case .array(let elements): return elements
        case let other?: throw .wrongType(of: prefix + name, value: other, wanted: "an array")
        }
    }

    func object(_ name: String) throws(GitHubRefusal) -> GitHubBody? {
        switch object.member(name) {
        case nil: return nil
        case .object(let members)?: return GitHubBody(.object(members), prefix: "\(prefix)\(name)/properties/")
        case let other?: throw .wrongType(of: prefix + name, value: other, wanted: "an object")
        }
    }
}
