package import Model

/// Simulated Databricks workspaces behind one door: the first label of a request's host names the workspace.
///
/// A value without clock or lock. Its memory is what the real service remembers between calls: how much of each limit
/// is used up, and which calls there were.
package struct DatabricksService: SimulatedService {
    /// What was asked of one workspace.
    package struct Tally: Sendable, Equatable {
        /// Answered or refused, by endpoint, such as `jobs/list` and `runs/get-output`; unknown paths count as `other`.
        package fileprivate(set) var calls: [String: Int] = [:]
        /// Answered with 429, faults included.
        package fileprivate(set) var throttled = 0

        package var total: Int { calls.values.reduce(0, +) }
    }

    package let fleet: SimulatedFleet
    private var sites: [String: Site] = [:]

    fileprivate struct Site {
        let workspace: SimulatedWorkspace
        var bucket: ServerBucket?
        var dice: Dice
        var tally = Tally()
    }

    package init(fleet: SimulatedFleet) { self.fleet = fleet }

    package func tally(of workspace: String) -> Tally { sites[workspace]?.tally ?? Tally() }

    /// Over all workspaces.
    package var tally: Tally {
        sites.values.reduce(into: Tally()) { sum, site in
            sum.calls.merge(site.tally.calls, uniquingKeysWith: +)
            sum.throttled += site.tally.throttled
        }
    }

    package mutating func answer(_ request: SimulatedRequest, at now: Timestamp) -> SimulatedAnswer {
        let name = self.name(of: request.host)
        guard var site = sites[name] ?? newSite(name) else {
            let names = fleet.plans.prefix(20).map { $0.name }.joined(separator: ", ")
            let text = "No simulated workspace is called \"\(name)\". There are: \(names)\n"
            return SimulatedAnswer(
                status: 404,
                headers: SimulatedAnswer.headers(contentType: "text/plain; charset=utf-8"),
                body: Array(text.utf8)
            )
        }
        sites[name] = nil  // so that the copy below is the only one
        let answer = site.answer(request, at: now)
        sites[name] = site
        return answer
    }

    /// A bare loopback address can only mean the one workspace of a fleet of one.
    private func name(of host: String) -> String {
        let label = String(host.prefix { $0 != "." })
        let isBare = host == "localhost" || host == "127.0.0.1" || host == "[::1]" || host == "::1"
        return isBare && fleet.plans.count == 1 ? fleet.plans[0].name : label
    }

    private func newSite(_ name: String) -> Site? {
        guard let workspace = fleet.workspace(named: name) else { return nil }
        let limit = workspace.plan.rateLimit
        return Site(
            workspace: workspace,
            bucket: limit.map { ServerBucket(requestsPerSecond: $0.requestsPerSecond, burst: $0.burst) },
            dice: Dice(seed: fleet.seed, Dice.hash(name))
        )
    }
}

extension DatabricksService.Site {
    fileprivate mutating func answer(_ request: SimulatedRequest, at now: Timestamp) -> SimulatedAnswer {
        let call = Call(request)
        let ofEndpoint = tally.calls[call.endpoint, default: 0]
        let ofAll = tally.total
        tally.calls[call.endpoint, default: 0] += 1
        let fault = workspace.plan.faults.first { fault in
            guard let endpoint = fault.endpoint else { return fault.calls.contains(ofAll) }
            return endpoint == call.endpoint && fault.calls.contains(ofEndpoint)
        }
        var answer: SimulatedAnswer
        do throws(Refusal) {
            try admit(request, at: now)
            if let fault {
                answer = fault.answer.answer
            } else {
                answer = .json(200, try body(of: call, request, at: now))
            }
        } catch {
            answer = error.answer
        }
        if answer.status == 429 { tally.throttled += 1 }
        answer.latency = .milliseconds(dice.within(workspace.plan.latencyMilliseconds))
        return answer
    }

    private mutating func admit(_ request: SimulatedRequest, at now: Timestamp) throws(Refusal) {
        guard let credential = request.header("Authorization"), credential.hasPrefix("Bearer ") else {
            throw .noCredential
        }
        guard credential.dropFirst(7) == workspace.plan.token else { throw .invalidToken }
        guard let limit = workspace.plan.rateLimit, bucket?.take(at: now) == false else { return }
        throw .throttled(retryAfter: limit.retryAfter, requestsPerSecond: limit.requestsPerSecond)
    }

    private func body(of call: Call, _ request: SimulatedRequest, at now: Timestamp) throws(Refusal) -> [UInt8] {
        let parameters = CallParameters(request)
        guard request.method == "GET", let operation = call.operation else {
            throw .noEndpoint(method: request.method, path: request.path)
        }
        let api = WorkspaceAPI(workspace: workspace, version: call.version, now: now.milliseconds)
        guard !operation.isVersioned || workspace.plan.apiVersions.contains(call.version.rawValue) else {
            throw .badTarget(path: request.path)
        }
        return switch operation {
        case .jobsList: try api.jobsList(parameters)
        case .jobsGet: try api.jobsGet(parameters)
        case .runsList: try api.runsList(parameters)
        case .runsGet: try api.runsGet(parameters)
        case .runsGetOutput: try api.runsGetOutput(parameters)
        case .me: api.me()
        case .tokenList: api.tokenList()
        }
    }
}

/// What a path asks for.
private struct Call {
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
