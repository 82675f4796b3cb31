extension Configuration {
    static let sizeLimit = 16 << 20

    /// - Parameters:
    ///   - path: the file; the variables take its place where it is missing and was not named.
    ///   - isNamed: whether somebody named the file.
    ///   - columns: those that reports have.
    package static func load(
        path: String,
        isNamed: Bool,
        environment: Environment,
        columns: [String]
    ) throws(ConfigurationError) -> Configuration {
        let text: String
        do throws(FileTrouble) {
            text = try readText(path, limitBytes: sizeLimit)
        } catch {
            if error.isMissing, !isNamed { return try EnvironmentConfiguration(environment).read() }
            throw ConfigurationError(
                file: path,
                problems: [.init(message: "cannot be read: \(error.reason)", fix: "name the file by --workspaces FILE")])
        }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        let reader = ConfigurationReader(
            file: path, folder: path.hasPrefix("/") && folder.isEmpty ? "/" : folder, environment: environment,
            columns: columns)
        return try reader.read(text)
    }
}
