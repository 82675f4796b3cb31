/// The variables a configuration may refer to: the process's own, then those of a `.env` file.
package struct Environment: Sendable {
    private let process: [String: String]
    private let file: [String: String]

    package init(process: [String: String], file: [String: String] = [:]) {
        self.process = process
        self.file = file
    }

    /// `nil` where a variable is missing or empty.
    package subscript(name: String) -> String? {
        if let value = process[name], !value.isEmpty { return value }
        return file[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What a command of ours may see: where programs are, and nothing secret.
    var forCommands: [String] {
        ["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "USER"].compactMap { name in process[name].map { "\(name)=\($0)" } }
    }
}
