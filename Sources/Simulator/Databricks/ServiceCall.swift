/// What a path under `/api/` asks for.
struct ServiceCall {
    enum Operation: String {
        case jobsList = "jobs/list"
        case jobsGet = "jobs/get"
        case runsList = "jobs/runs/list"
        case runsGet = "jobs/runs/get"
        case runsGetOutput = "jobs/runs/get-output"
        case me = "preview/scim/v2/Me"
        case tokenList = "token/list"

        var isVersioned: Bool {
            switch self {
            case .jobsList, .jobsGet, .runsList, .runsGet, .runsGetOutput: true
            case .me, .tokenList: false
            }
        }
    }

    let version: WorkspaceAPI.Version
    /// `nil` for a path that is not served.
    let operation: Operation?

    init(_ request: SimulatedRequest) {
        let path = Substring(request.path)
        let operations: [(prefix: String, version: WorkspaceAPI.Version)] = [
            ("/api/2.2/", .v22), ("/api/2.1/", .v21), ("/api/2.0/", .v22),
        ]
        guard let root = operations.first(where: { path.hasPrefix($0.prefix) }) else {
            (version, operation) = (.v22, nil)
            return
        }
        version = root.version
        let found = Operation(rawValue: String(path.dropFirst(root.prefix.utf8.count)))
        operation = found?.isVersioned == (root.prefix != "/api/2.0/") ? found : nil
    }

    /// As the tally names it.
    var endpoint: String {
        switch operation {
        case .jobsList: "jobs/list"
        case .jobsGet: "jobs/get"
        case .runsList: "runs/list"
        case .runsGet: "runs/get"
        case .runsGetOutput: "runs/get-output"
        case .me: "scim/Me"
        case .tokenList: "token/list"
        case nil: "other"
        }
    }
}
