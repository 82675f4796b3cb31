extension Configuration {
    /// A thousand workspaces with some hundred job names each fit.
    package static let limitBytes = 8 << 20

    /// Reads `workspaces.json`; where there is none and nobody named one, variables make one workspace.
    ///
    /// - Parameters:
    ///   - path: `nil` for `workspaces.json` in the current folder.
    ///   - explicitly: whether a person named the file, so that it must be there.
    ///   - currentFolder: absolute; the process's own if `nil`.
    /// - Throws: every mistake at once.
    package static func load(
        path: String? = nil,
        explicitly: Bool = false,
        environment: Environment,
        currentFolder: String? = nil
    ) throws(ConfigurationError) -> Configuration {
        let current = currentFolder ?? RegularFile.currentFolder
        let home = environment["HOME"]
        let file = path ?? defaultFile
        let bytes: [UInt8]
        do throws(RegularFile.Failure) {
            bytes = try RegularFile.read(
                file.utf8.first == UInt8(ascii: "/") ? file : "\(current)/\(file)", limitBytes: limitBytes)
        } catch .missing where !explicitly {
            return try variablesAlone(file: file, folder: Folder(current, home: home), environment: environment)
        } catch {
            throw ConfigurationError([.init(.file, place: .file(file), message: error.message, fix: error.fix)])
        }
        let folder = Folder(of: file, in: current, home: home)
        return try parse(bytes, file: file, folder: folder, environment: environment)
    }

    /// - Parameter file: as messages name it.
    static func parse(
        _ bytes: [UInt8],
        file: String,
        folder: Folder,
        environment: Environment
    ) throws(ConfigurationError) -> Configuration {
        var reader = ConfigurationReader(file: file, folder: folder, environment: environment)
        guard let root = reader.root(bytes) else { throw ConfigurationError(reader.problems) }
        let configuration = reader.configuration(root)
        guard reader.problems.isEmpty else { throw ConfigurationError(reader.problems) }
        return configuration
    }

    /// What the variables alone make, whatever files there are.
    static func ofVariables(file: String, environment: Environment) throws(ConfigurationError) -> Configuration {
        try variablesAlone(
            file: file, folder: Folder(RegularFile.currentFolder, home: environment["HOME"]), environment: environment)
    }

    private static func variablesAlone(
        file: String,
        folder: Folder,
        environment: Environment
    ) throws(ConfigurationError) -> Configuration {
        var reader = ConfigurationReader(file: file, folder: folder, environment: environment)
        guard let configuration = reader.configurationOfVariables() else { throw ConfigurationError(reader.problems) }
        return configuration
    }
}

extension ConfigurationReader {
    /// - Returns: `nil` where so little is JSON that nothing more can be said.
    fileprivate mutating func root(_ bytes: [UInt8]) -> Node? {
        var parser: JSONParser
        do throws(JSONError) {
            parser = try JSONParser(bytes)
        } catch {
            report(.syntax, error.message, fix: error.fix, at: place(error.position, ""))
            return nil
        }
        let result = Result { () throws(JSONError) in try parser.parse() }
        for duplicate in parser.duplicates {
            report(
                .duplicateKey,
                "the key \(duplicate.key.quoted) stands already in line \(duplicate.first.line), "
                    + "column \(duplicate.first.column)",
                fix: "remove one of them", at: place(duplicate.position, ""))
        }
        for mistake in parser.mistakes {
            report(.syntax, mistake.message, fix: mistake.fix, at: place(mistake.position, ""))
        }
        do throws(JSONError) {
            return Node(value: try result.get(), path: "")
        } catch {
            report(.syntax, error.message, fix: error.fix, at: place(error.position, ""))
            return nil
        }
    }

    /// Meaningless where there are problems.
    fileprivate mutating func configuration(_ root: Node) -> Configuration {
        let section = section(root, FileShape.top)
        _ = text(section?["$schema"])
        let defaults = defaults(section?["defaults"])
        var workspaces: [WorkspaceConfiguration] = []
        if let node = section?["workspaces"] {
            workspaces = self.workspaces(node, defaults: defaults)
        } else if let section {
            reportMissing("workspaces", in: section, fix: "list what to sweep: { \"workspaces\": [ … ] }")
        }
        let report = report(section?["report"])
        let github = github(section?["github"])
        let history = history(section?["history"])
        let limits = limits(section?["limits"])
        for name in ["DATABRICKS_INSTANCE", "DATABRICKS_HOST", "GITHUB_REPO"] where environment[name] != nil {
            note("\(name) is set but not used: \(file) alone decides.")
        }
        noteSharedHosts(workspaces)
        warnOfSharing(workspaces)
        return Configuration(
            workspaces: workspaces, limits: limits, report: report, github: github, history: history, notes: notes,
            warnings: warnings, references: references, isOfVariables: false)
    }

    /// One host has one limit, whatever the number of its workspaces.
    private mutating func noteSharedHosts(_ workspaces: [WorkspaceConfiguration]) {
        var first: [String: WorkspaceConfiguration] = [:]
        for workspace in workspaces {
            guard let other = first[workspace.host] else {
                first[workspace.host] = workspace
                continue
            }
            guard other.rateLimit != workspace.rateLimit else { continue }
            note(
                "\(other.name) and \(workspace.name) share \(other.host), and have two rate_limits for it."
            )
        }
    }
}
