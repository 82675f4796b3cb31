/// What GitHub and git accept as names.
enum GitHubNames {
    /// Splits `owner/name`.
    static func repository(_ text: String) throws(Refusal) -> (owner: String, name: String) {
        guard !text.utf8.contains(UInt8(ascii: "@")) else {
            throw Refusal(
                "the repository holds user information", fix: "write owner and name alone, as acme/pipeline-health",
                kind: .secret)
        }
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Array.init)
        guard parts.count == 2 else {
            throw Refusal(
                "\(text.quoted) is not a repository",
                fix: "write owner and name alone, as acme/pipeline-health")
        }
        let (owner, name) = (parts[0], parts[1])
        guard owner.first?.isAlphanumeric == true, owner.count <= 100,
            owner.allSatisfy({ $0.isWordByte || $0 == UInt8(ascii: "-") })
        else { throw Refusal("\(text.quoted) has no valid owner", fix: "write it as acme/pipeline-health") }
        let isRelative = name == Array(".".utf8) || name == Array("..".utf8)
        guard !name.isEmpty, name.count <= 100, !isRelative,
            name.allSatisfy({ $0.isWordByte || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") })
        else { throw Refusal("\(text.quoted) has no valid name", fix: "write it as acme/pipeline-health") }
        guard !name.suffix(4).elementsEqual(".git".utf8) else {
            throw Refusal("\(text.quoted) ends in .git", fix: "remove the .git")
        }
        return (String(decoding: owner, as: UTF8.self), String(decoding: name, as: UTF8.self))
    }

    /// The rules of `git check-ref-format --branch`, and no name that is surely meant otherwise.
    static func branch(_ text: String) throws(Refusal) -> String {
        guard !text.utf8.starts(with: "refs/heads/".utf8) else {
            throw Refusal("\(text.quoted) is a ref, not a branch", fix: "remove refs/heads/")
        }
        let bytes = Array(text.utf8)
        let components = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let forbidden = Array(" ~^:?*[\\".utf8)
        let areComponentsValid = components.allSatisfy { component in
            !component.isEmpty && component.first != UInt8(ascii: ".")
                && !component.suffix(5).elementsEqual(".lock".utf8)
        }
        let isCommitID = bytes.count == 40 && bytes.allSatisfy(\.isHexDigit)  // GitHub refuses such a branch
        guard areComponentsValid, bytes.count <= 244, !isCommitID,
            bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && !forbidden.contains($0) }),
            bytes.first != UInt8(ascii: "-"), bytes.last != UInt8(ascii: "."),
            !text.utf8.contains("..".utf8), !text.utf8.contains("@{".utf8), text != "@", text != "HEAD"
        else {
            throw Refusal("\(text.quoted) cannot be the name of a branch", fix: "name a branch as main or dbmon/status")
        }
        return text
    }

    /// A folder of the repository: relative, `/` between the parts. `./` before and `/` behind are cut.
    static func directory(_ text: String) throws(Refusal) -> String {
        var bytes = Array(text.utf8)[...]
        guard bytes.first != UInt8(ascii: "/") else {
            throw Refusal("\(text.quoted) is not relative to the repository", fix: "remove the leading slash")
        }
        while bytes.starts(with: "./".utf8) { bytes = bytes.dropFirst(2) }
        while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let areValid = parts.allSatisfy { part in
            let name = String(decoding: part, as: UTF8.self)
            return !part.isEmpty && part.count <= 255 && name != "." && name != ".." && name.lowercased() != ".git"
        }
        guard !parts.isEmpty, areValid, bytes.count <= 1_000, !bytes.contains(UInt8(ascii: "\\")),
            !text.hasControlCharacter
        else {
            throw Refusal(
                "\(text.quoted) cannot be a folder of the repository",
                fix: "name a folder without .. or .git in it, as Error or reports/databricks")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
