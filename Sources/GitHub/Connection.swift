internal import Model
internal import Pacing
internal import Transport

/// Carries the calls of one publication, one after the other as the service asks: repeats what may be repeated, waits
/// for limits, follows a renamed repository, and counts.
final class Connection {
    /// An answer that the caller has to think about.
    struct Reply {
        let verdict: Verdict
        let body: [UInt8]
        /// With which the same read may be asked again.
        var tag: String?
        /// When it was given, by the service's clock.
        var time: Timestamp?
    }

    /// What a call came to.
    enum Answer<Body> {
        case body(Body, tag: String?)
        /// One of the verdicts that depend on the call.
        case other(Verdict)
    }

    private(set) var calls = 0
    private(set) var warnings: [String] = []
    /// Of the last answer.
    private(set) var requestID: String?
    private(set) var target: PublishTarget
    /// The target is not the configured one any more.
    private(set) var hasMoved = false
    let limits: PublishLimits

    private let token: Secret
    private let client: any HTTPClient
    private let clock: any SweepClock
    private let version: String
    private var generator: SeededGenerator
    private var throttleWait: Duration = .zero
    private var throttles = 0
    private var redirects = 0

    init(
        target: PublishTarget, token: Secret, client: any HTTPClient, clock: any SweepClock, version: String,
        seed: UInt64, limits: PublishLimits
    ) {
        self.target = target
        self.token = token
        self.client = client
        self.clock = clock
        self.version = version
        self.limits = limits
        generator = SeededGenerator(seed: seed)
    }

    func warn(_ sentence: String) {
        if !warnings.contains(sentence) { warnings.append(sentence) }
    }

    func pause(_ duration: Duration) async throws {
        if duration > .zero { try await clock.sleep(for: duration) }
    }

    /// Sends until there is a body that can be read: half an answer, or the page of a proxy, is as good as none.
    ///
    /// - Parameters:
    ///   - tag: of an earlier answer: where it still stands, the verdict is `unchanged`, which costs nothing of the
    ///     primary limit.
    ///   - attempts: without an answer, where these are fewer than for other calls.
    /// - Returns: the body, or one of the verdicts that depend on the call. A call that must not be repeated blindly
    ///   comes back as `unsettled` where its answer was lost.
    /// - Throws: `PublishError`; `CancellationError`.
    func ask<Body: Decodable>(
        _ type: Body.Type, _ endpoint: Endpoint, body: [UInt8]? = nil, tag: String? = nil, attempts: Int? = nil
    ) async throws -> Answer<Body> {
        var tries = Tries()
        while true {
            let reply = try await send(
                endpoint, body: body, tag: tag, attempts: attempts ?? limits.attempts, tries: &tries)
            guard reply.verdict == .done else { return .other(reply.verdict) }
            do {
                return .body(try Wire.decode(type, from: reply.body, of: endpoint), tag: reply.tag)
            } catch {
                tries.failures += 1
                guard endpoint.isRepeatable, tries.failures < limits.attempts else { throw error }
                try await pause(backoff(tries.failures, atLeast: nil))
            }
        }
    }

    /// What a call has met so far.
    private struct Tries {
        /// No answer, or none that can be read.
        var failures = 0
        var throttles = 0
        /// Of an object that the service has just made.
        var unknowns = 0
    }

    /// Sends until there is an answer to think about.
    private func send(
        _ endpoint: Endpoint, body: [UInt8]?, tag: String?, attempts: Int, tries: inout Tries
    ) async throws -> Reply {
        while true {
            let reply = try await exchange(endpoint, body: body, tag: tag)
            switch reply.verdict {
            case .done, .unchanged, .absent, .emptyRepository, .notFastForward, .referenceMissing, .referenceExists,
                .contentsChanged, .unsettled, .tooMuch:
                return reply
            case .refused(let error): throw error
            case .throttled(let throttle):
                tries.throttles += 1
                let isLast = tries.throttles + tries.failures >= limits.attempts
                try await wait(for: throttle, at: reply.time, isLast: isLast)
            case .unavailable(let error, let pause):
                guard endpoint.isRepeatable else { return Reply(verdict: .unsettled(error), body: []) }
                tries.failures += 1
                // A repository that is not open yet says so at once: that costs no time, and is no sign of too much work.
                var isRefused = false
                if case .refused = error { isRefused = true }
                guard tries.failures < (isRefused ? limits.attempts : attempts) else { throw error }
                try await self.pause(backoff(tries.failures, atLeast: pause))
            case .unknownObject(let error):
                tries.unknowns += 1
                guard tries.unknowns < limits.freshObjectAttempts else { throw error }
                try await pause(.seconds(1) + jitter(upTo: .seconds(1)))
            case .redirected(let location): try await follow(location)
            }
        }
    }

    // MARK: One exchange

    private func exchange(_ endpoint: Endpoint, body: [UInt8]?, tag: String?) async throws -> Reply {
        try Task.checkCancellation()
        calls += 1
        requestID = nil
        do {
            let response = try await client.execute(request(endpoint, body: body, tag: tag))
            requestID = response.header("x-github-request-id").map(ServiceText.line)
            return Reply(
                verdict: Verdict(response, to: endpoint, of: target), body: response.body,
                tag: response.header("etag"), time: response.date)
        } catch let error as TransportError {
            guard error.isTransient else { throw PublishError.unreachable(error) }
            return Reply(verdict: .unavailable(.unreachable(error), pause: nil), body: [])
        }
    }

    private func request(_ endpoint: Endpoint, body: [UInt8]?, tag: String?) -> HTTPRequest {
        var headers = [
            HTTPHeader("User-Agent", "dbmon/\(version)"),
            HTTPHeader("Accept", "application/vnd.github+json"),
            HTTPHeader("X-GitHub-Api-Version", "2022-11-28"),
        ]
        if case .reference = endpoint {
            headers.append(HTTPHeader("Cache-Control", "no-cache"))  // a proxy may keep a head for a minute
        }
        if let tag { headers.append(HTTPHeader("If-None-Match", tag)) }
        if body != nil { headers.append(HTTPHeader("Content-Type", "application/json")) }
        return HTTPRequest(
            method: endpoint.method, url: endpoint.url(at: target), headers: headers, bearer: token, body: body)
    }

    // MARK: Waiting

    private func wait(for throttle: Throttle, at time: Timestamp?, isLast: Bool) async throws {
        let wait = throttle.wait(at: time ?? clock.timestamp, earlier: throttles)
        throttles += 1
        guard !isLast, throttleWait + wait <= limits.throttleWait else {
            throw PublishError.rateLimited(throttle.kind, wait: wait)
        }
        throttleWait += wait
        try await pause(wait)
    }

    /// Half to a whole of 1, 2, 4 … seconds, at most 8.
    ///
    /// - Parameter least: what the service asked for; more than 30 seconds are not granted.
    private func backoff(_ failures: Int, atLeast least: Duration?) -> Duration {
        let whole = Duration.seconds(1 << min(failures - 1, 3))
        return max(whole / 2 + jitter(upTo: whole / 2), min(least ?? .zero, .seconds(30)))
    }

    private func jitter(upTo longest: Duration) -> Duration {
        .milliseconds(Int64.random(in: 0...max(0, longest.wholeMilliseconds), using: &generator))
    }

    // MARK: Redirects

    /// Learns the new name of the repository and goes on under it, method and body kept by the caller.
    private func follow(_ location: String) async throws {
        redirects += 1
        guard redirects <= limits.redirects, let redirect = Redirect(location: location, apiURL: target.apiURL) else {
            throw PublishError.movedElsewhere(location: ServiceText.line(Self.withoutQuery(location)))
        }
        let endpoint: Endpoint
        switch redirect {
        case .repositoryByID(let number): endpoint = .repositoryByID(number)
        case .repository(let owner, let name):
            target = target.renamed(owner: owner, repository: name)
            endpoint = .repository
        }
        guard case .body(let repository, _) = try await ask(Wire.Repository.self, endpoint) else {
            throw PublishError.unreadable(endpoint: endpoint.title, field: "it does not belong to this call")
        }
        guard let (owner, name) = Redirect.parts(ofFullName: repository.full_name) else {
            throw PublishError.unreadable(endpoint: endpoint.title, field: "full_name is not of its form")
        }
        target = target.renamed(owner: owner, repository: name)
        hasMoved = true
        warn(Self.moveWarning(to: target))
    }

    static func moveWarning(to target: PublishTarget) -> String {
        "The repository moved: set github.repository to \(target.fullName)."
    }

    private static func withoutQuery(_ location: String) -> String {
        String(location.prefix { $0 != "?" && $0 != "#" })
    }
}
