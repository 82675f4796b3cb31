/// What relative paths are relative to.
struct Folder: Sendable {
    /// Absolute, without a trailing slash but for the root.
    let path: String
    /// For `~/`; `nil` where nobody knows.
    let home: String?

    init(_ path: String, home: String?) {
        self.path = path
        self.home = home
    }

    /// The folder that a file stands in.
    init(of file: String, in current: String, home: String?) {
        let absolute = file.utf8.first == UInt8(ascii: "/") ? file : "\(current)/\(file)"
        let slash = absolute.utf8.lastIndex(of: UInt8(ascii: "/")) ?? absolute.startIndex
        self.init(slash == absolute.startIndex ? "/" : String(absolute[..<slash]), home: home)
    }

    /// The path, absolute. `..` stays: only the file system knows where it leads.
    func absolute(_ text: String) throws(Refusal) -> String {
        guard !text.isEmpty else { throw Refusal("the path is empty") }
        guard !text.hasControlCharacter else { throw Refusal("the path holds a control character") }
        guard text.utf8.count <= 4_096 else { throw Refusal("the path is longer than 4096 bytes") }
        if text.utf8.first == UInt8(ascii: "/") { return text }
        // In bytes: a combining mark after the slash is part of the path, not of the slash.
        var rest = Array(text.utf8)[...]
        if rest.starts(with: "~/".utf8) {
            guard let home else {
                throw Refusal("the path begins with ~/, and HOME is not set", fix: "write the whole path")
            }
            return "\(home)/" + String(decoding: rest.dropFirst(2), as: UTF8.self)
        }
        while rest.starts(with: "./".utf8) { rest = rest.dropFirst(2) }
        return (path == "/" ? "/" : "\(path)/") + String(decoding: rest, as: UTF8.self)
    }
}
