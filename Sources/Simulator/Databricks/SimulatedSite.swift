internal import Model

/// One workspace with what its service remembers between calls.
struct SimulatedSite {
    let workspace: SimulatedWorkspace
    private(set) var tally = DatabricksService.Tally()
    private let fleet: SimulatedFleet
    private var bucket: ServerBucket?
    /// Of latencies alone.
    private var dice: Dice
    private var faults: FaultBook
    private var watch: HammerWatch?
    private var signIn: WorkspaceSignIn

    /// - Returns: `nil` where the fleet has no such workspace.
    init?(_ name: String, of fleet: SimulatedFleet) {
        guard let workspace = fleet.workspace(named: name) else { return nil }
        self.workspace = workspace
        self.fleet = fleet
        let seed = Dice.mixed(fleet.seed, Dice.hash(name))
        bucket = workspace.plan.rateLimit.map {
            ServerBucket(requestsPerSecond: $0.requestsPerSecond, burst: $0.burst)
        }
        dice = Dice(seed: fleet.seed, Dice.hash(name))
        faults = FaultBook(workspace.plan.faults, dice: Dice(seed: seed, Dice.hash("faults")))
        watch = workspace.plan.traits.block.map { HammerWatch($0) }
        signIn = WorkspaceSignIn(workspace: workspace, seed: seed)
    }

    mutating func answer(_ request: SimulatedRequest, at now: Timestamp) -> SimulatedAnswer {
        var answer: SimulatedAnswer
        if let endpoint = WorkspaceSignIn.Endpoint(path: request.path) {
            answer = self.answer(endpoint, request, at: now)
        } else {
            answer = self.answer(ServiceCall(request), request, at: now)
        }
        answer.latency += .milliseconds(dice.within(workspace.plan.latencyMilliseconds))
        return answer
    }

    private mutating func answer(
        _ endpoint: WorkspaceSignIn.Endpoint, _ request: SimulatedRequest, at now: Timestamp
    ) -> SimulatedAnswer {
        let number = tally.signIns[endpoint.rawValue, default: 0]
        tally.signIns[endpoint.rawValue] = number + 1
        let fault = faults.answer(to: request, endpoint: endpoint.rawValue, ofEndpoint: number, ofAll: nil)
        return Self.tell(fault, at: now) { signIn.answer(endpoint, request, at: now) }
    }

    private mutating func answer(
        _ call: ServiceCall, _ request: SimulatedRequest, at now: Timestamp
    ) -> SimulatedAnswer {
        let ofEndpoint = tally.calls[call.endpoint, default: 0]
        let ofAll = tally.total
        tally.calls[call.endpoint] = ofEndpoint + 1
        let fault = faults.answer(to: request, endpoint: call.endpoint, ofEndpoint: ofEndpoint, ofAll: ofAll)
        let answer: SimulatedAnswer
        var isThrottled = false
        do throws(Refusal) {
            try admit(request, at: now)
            answer = Self.tell(fault, at: now) {
                do throws(Refusal) {
                    return .json(200, try body(of: call, request, at: now))
                } catch {
                    return error.answer(at: now)
                }
            }
        } catch {
            answer = error.answer(at: now)
            if case .throttled = error { isThrottled = true }
        }
        if answer.status == 429 || isThrottled { tally.throttled += 1 }
        return answer
    }

    private static func tell(
        _ fault: SimulatedFault.Answer?, at now: Timestamp, truth: () -> SimulatedAnswer
    ) -> SimulatedAnswer {
        if let answer = fault?.answer(at: now) { return answer }
        var answer = truth()
        if case .damaged(let delivery) = fault { answer.delivery = delivery }
        return answer
    }

    // MARK: - Who may enter

    private mutating func admit(_ request: SimulatedRequest, at now: Timestamp) throws(Refusal) {
        guard let credential = request.header("Authorization"), credential.hasPrefix("Bearer ") else {
            throw .noCredential
        }
        let token = String(credential.dropFirst(7))
        if let block = watch?.rule, watch?.isBlocked(token, at: now) == true {
            switch block.answer {
            case .throttled(let retryAfter):
                throw .throttled(SimulatedThrottle(retryAfter: retryAfter), requestsPerSecond: requestsPerSecond)
            case .forbidden: throw .invalidToken
            }
        }
        try know(token, at: now)
        guard let limit = workspace.plan.rateLimit, bucket?.take(at: now) == false else { return }
        watch?.noteRefusal(of: token, at: now)
        let usual = SimulatedThrottle(retryAfter: limit.retryAfter.map { .text($0) } ?? .missing)
        throw .throttled(workspace.plan.traits.throttle ?? usual, requestsPerSecond: limit.requestsPerSecond)
    }

    private var requestsPerSecond: Int { workspace.plan.rateLimit?.requestsPerSecond ?? 30 }

    private func know(_ token: String, at now: Timestamp) throws(Refusal) {
        if token == workspace.plan.token { return }
        var verdicts = [signIn.judge(token, at: now)]
        if let azure = workspace.plan.traits.azure {
            verdicts.append(AzureSignIn.judge(token, of: azure, seed: fleet.seed, at: now))
        }
        for verdict in verdicts {
            switch verdict {
            case .good: return
            case .expired: throw .expiredCredential
            case .unknown: continue
            }
        }
        let isForeign = fleet.plans.contains { $0.token == token }
        throw isForeign ? .foreignToken(workspaceID: workspace.workspaceID) : .invalidToken
    }

    // MARK: - The truth

    private func body(
        of call: ServiceCall, _ request: SimulatedRequest, at now: Timestamp
    ) throws(Refusal) -> [UInt8] {
        let parameters = CallParameters(request)
        guard request.method == "GET", let operation = call.operation else {
            throw .noEndpoint(method: request.method, path: request.path)
        }
        guard !operation.isVersioned || workspace.plan.apiVersions.contains(call.version.rawValue) else {
            throw .badTarget(path: request.path)
        }
        let milliseconds = now.milliseconds
        let tokens = PageTokenDesk(
            workspace.plan.traits.pageTokens, endpoint: call.endpoint, query: request.query, now: milliseconds)
        let api = WorkspaceAPI(workspace: workspace, version: call.version, now: milliseconds, tokens: tokens)
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
