internal import Model

/// What is no mistake, and often not what somebody wanted.
extension ConfigurationReader {
    /// Names that Windows keeps for devices, with any ending.
    private static let deviceNames: Set<String> = Set(
        ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] })

    /// The reports have a file named after the workspace.
    mutating func warnOfReservedName(_ name: String, at node: Node) {
        let stem = name.lowercased().prefix { $0 != "." }
        guard Self.deviceNames.contains(String(stem)) else { return }
        warn(
            "\(name.quoted) is the name of a device on Windows, where nobody can check out workspaces/\(name).csv",
            fix: "choose another name", at: place(node.value.position, node.path))
    }

    mutating func warnOfHost(_ address: ServiceAddress, at node: Node) {
        warnOfHost(address, at: place(node.value.position, node.path))
    }

    mutating func warnOfHost(_ address: ServiceAddress, at place: ConfigurationError.Place) {
        guard let advice = HostAdvice.about(address) else { return }
        warn(advice.message, fix: advice.fix, at: place)
    }

    /// Two workspaces of one host have each job twice; one personal token for two hosts goes to a host that did not make
    /// it. Both are sometimes meant.
    mutating func warnOfSharing(_ workspaces: [WorkspaceConfiguration]) {
        guard workspaces.count == workspacePlaces.count else { return }
        var hosts: [String: WorkspaceName] = [:]
        var tokens: [SecretReference: WorkspaceConfiguration] = [:]
        for (workspace, place) in zip(workspaces, workspacePlaces) {
            if let first = hosts[workspace.host] {
                warn(
                    "\(workspace.name) and \(first) are one host, \(workspace.host): what both select is reported twice",
                    fix: "make one workspace of them, or let them select other jobs", at: place)
            } else {
                hosts[workspace.host] = workspace.name
            }
            guard case .pat(let token) = workspace.auth else { continue }
            guard let first = tokens[token] else {
                tokens[token] = workspace
                continue
            }
            if first.host != workspace.host {
                warn(
                    "\(workspace.name) and \(first.name) are two hosts with one token, \(token.text): a personal access "
                        + "token is valid in its own workspace alone",
                    fix: "give every workspace the token that was made in it", at: place)
            }
        }
    }
}
