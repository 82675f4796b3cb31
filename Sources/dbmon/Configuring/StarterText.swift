import Configuration

/// What `init` tells about the file it wrote, and what to do next.
struct StarterText {
    let starter: StarterFile
    let file: String
    /// Those that this program has.
    let commands: [String]

    var lines: [String] {
        var lines = ["Wrote \(file): \(content)."] + starter.skipped.map { "  left out: \($0)" }
        if starter.source == .example { lines += Self.annotations }
        lines += ["", "Next:"]
        lines += steps.map { "  " + $0.command.padding(to: steps.map(\.command.count).max() ?? 0) + "  \($0.purpose)" }
        return lines
    }

    private var content: String {
        let workspaces = "\(starter.workspaces) workspace\(starter.workspaces == 1 ? "" : "s")"
        switch starter.source {
        case .profiles(let profiles): return "\(workspaces), from the profiles of \(profiles)"
        case .variables: return "\(workspaces), from the variables"
        case .example: return "an example, for there are no profiles and no DATABRICKS_INSTANCE here"
        }
    }

    private static let annotations = [
        "  name      names the workspace in the reports",
        "  host      the workspace's address, as the browser shows it",
        "  auth      where the token is kept: env:NAME, file:PATH or exec:COMMAND; never the token itself",
        "  jobs      names, patterns as \"nightly-*\", { \"id\": 42 } or { \"tags\": { \"team\": \"risk\" } }",
        "  lookback  how far back failed runs are reported",
        "  github    the repository to publish to; without it the reports stay on disk",
    ]

    private var steps: [(command: String, purpose: String)] {
        let option = file == Configuration.defaultFile ? "" : " --workspaces \(Self.word(file))"
        var steps = [("dbmon config validate\(option)", "after every change to the file")]
        if commands.contains("verify") {
            steps.append(("dbmon verify\(option)", "can every workspace be read, and the repository written?"))
        }
        steps += [
            ("dbmon sweep\(option) --no-publish", "read every job, write the reports here"),
            ("dbmon sweep\(option)", "the same, and commit them to GitHub"),
            (
                "dbmon config schema > workspaces.schema.json",
                "for your editor: \"$schema\": \"workspaces.schema.json\""
            ),
        ]
        return steps
    }

    /// As a shell takes it.
    private static func word(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "/._-".utf8.contains(byte)
        }
        return isPlain
            ? text : "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
