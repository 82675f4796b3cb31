internal import Model
internal import Pacing
internal import Synchronization
internal import Transport

/// Asks for access tokens: paced like all calls to the host, tried again where that may help, bounded in attempts and in
/// time. A secret goes to the endpoint alone, never where an answer points to.
struct TokenSource: Sendable {
    /// All attempts of one token together, and the longest pause that is waited for.
    static let timeLimit = Duration.seconds(60)
    /// A token answer has about 2 kB.
    private static let largestAnswer = 256 << 10
    /// A principal that was just given access is refused for some seconds (api/databricks, 1).
    private static let freshPrincipalTries = 4
    /// Azure Databricks takes no token with half a minute or less to live.
    private static let azureMargin = Duration.seconds(40)
    private static let resource = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d"

    let principal: ServicePrincipal
    /// `https://name[:port]` of the workspace.
    let workspace: String
    let client: any HTTPClient
    let pacer: HostPacer
    let clock: any SweepClock
    let rule: RetryRule
    let state: CallerState

    struct Grant: Sendable {
        let token: Secret
        let life: TokenLife
    }

    /// - Parameter known: the endpoint, where an earlier token has found it out.
    /// - Throws: `DatabricksError`, `CancellationError`.
    func grant(known: String?, found: (String) -> Void) async throws -> Grant {
        let end = clock.now + Self.timeLimit
        switch principal {
        case .databricks(let clientID, let secret):
            let endpoint: String
            if let known {
                endpoint = known
            } else {
                endpoint = try await discover(until: end)
                found(endpoint)
            }
            var form = HTTPForm()
            form.add("grant_type", "client_credentials")
            form.add("scope", "all-apis")
            let basic = Secret(basicUser: clientID, password: secret)
            return try await token(
                HTTPRequest(url: endpoint, headers: headers, basic: basic, form: form), margin: .zero,
                refusals: Self.freshPrincipalTries, until: end)
        case .azure(let tenantID, let clientID, let secret, let login):
            // It becomes a part of the address.
            guard tenantID.utf8.allSatisfy(Self.isOfTenant) else {
                throw DatabricksError.signInFailed(host: host, reason: "the tenant's id is none")
            }
            var form = HTTPForm()
            form.add("grant_type", "client_credentials")
            form.add("client_id", clientID)
            form.add("client_secret", secret)
            form.add("resource", Self.resource)
            return try await token(
                HTTPRequest(url: "\(login)/\(tenantID)/oauth2/token", headers: headers, form: form),
                margin: Self.azureMargin, refusals: 1, until: end)
        }
    }

    private static func isOfTenant(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }

    private var headers: [HTTPHeader] {
        [HTTPHeader("Accept", "application/json"), HTTPHeader("User-Agent", state.userAgent)]
    }

    private var host: String {
        switch principal {
        case .databricks: urlHost(workspace) ?? workspace
        case .azure(_, _, _, let login): urlHost(login) ?? login
        }
    }

    /// A workspace gives its tokens itself, so an endpoint elsewhere, or in the clear, is not believed: the usual path
    /// serves then.
    private func discover(until end: Duration) async throws -> String {
        let usual = "\(workspace)/oidc/v1/token"
        let request = HTTPRequest(url: "\(workspace)/oidc/.well-known/oauth-authorization-server", headers: headers)
        let answer = try await exchange(request, until: end) { response throws(Failure) in
            switch response.status {
            case 200: return try Self.read(response, of: host)
            case 404: throw .final(.signInFailed(host: host, reason: "this host has no OAuth"))
            default: throw Self.failure(of: response, at: host)
            }
        }
        guard let found = answer.endpoint, found.hasPrefix("\(workspace)/"), found.utf8.count <= 1_024,
            found.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return usual }
        return found
    }

    private func token(
        _ request: HTTPRequest, margin: Duration, refusals: Int, until end: Duration
    ) async throws -> Grant {
        var refused = 0
        var departure = clock.now
        let answer = try await exchange(request, until: end, departure: { departure = $0 }) {
            response throws(Failure) in
            guard response.status == 200 else {
                let failure = Self.failure(of: response, at: host)
                guard case .final(.signInRefused) = failure else { throw failure }
                refused += 1
                throw refused < refusals && response.status == 401 ? .again(failure.error, pause: nil) : failure
            }
            let answer = try Self.read(response, of: host)
            guard answer.token != nil, answer.isBearer else {
                throw .again(.signInFailed(host: host, reason: "it answers without a usable token"), pause: nil)
            }
            return answer
        }
        guard let token = answer.token else { preconditionFailure("a token answer without a token") }
        return Grant(token: token, life: TokenLife(answer.life, from: departure, margin: margin))
    }

    // MARK: - One exchange, until it has an answer or is given up

    private enum Failure: Error {
        case final(DatabricksError)
        case again(DatabricksError, pause: Duration?)

        var error: DatabricksError {
            switch self {
            case .final(let error), .again(let error, _): error
            }
        }
    }

    private func exchange(
        _ request: HTTPRequest,
        until end: Duration,
        departure: (Duration) -> Void = { _ in },
        read: (HTTPResponse) throws(Failure) -> TokenAnswer
    ) async throws -> TokenAnswer {
        var attempt = 0
        while true {
            attempt += 1
            let failure: Failure
            do {
                let response = try await pacer.send(ahead: true, as: EndpointClass.signIn.pacing) {
                    departure(clock.now)
                    return try await client.execute(request)
                }
                return try read(response)
            } catch let error as TransportError {
                let wrapped = DatabricksError.signInFailed(host: host, reason: error.message)
                failure = error.isTransient ? .again(wrapped, pause: nil) : .final(wrapped)
            } catch let error as Failure {
                failure = error
            }
            guard case .again(let error, let pause) = failure, attempt < rule.attempts else { throw failure.error }
            let backoff = min(.seconds(10), .seconds(1) * (1 << min(attempt - 1, 10)))
            let delay = max(pause ?? .zero, backoff) + state.jitter(.milliseconds(250))
            guard clock.now + delay < end else { throw error }
            try await clock.sleep(for: delay)
        }
    }

    private static func read(_ response: HTTPResponse, of host: String) throws(Failure) -> TokenAnswer {
        let isReadable = response.body.count <= largestAnswer
        do throws(ScanError) {
            if isReadable { return try unsafe TokenAnswer(response.body.span.bytes) }
        } catch {}
        throw .again(.signInFailed(host: host, reason: "its answer is no JSON, or too large"), pause: nil)
    }

    private static func failure(of response: HTTPResponse, at host: String) -> Failure {
        switch response.status {
        case 408, 429, 500, 502, 503, 504:
            return .again(
                .signInFailed(host: host, reason: "it answers \(response.status)"),
                pause: RetryAfter.pause(in: response))
        case 400, 401, 403:
            guard let answer = try? read(response, of: host), !answer.code.isEmpty else {
                return .final(.signInRefused(host: host, code: "HTTP \(response.status)", reason: ""))
            }
            return .final(.signInRefused(host: host, code: answer.code, reason: answer.reason))
        case 300..<400:
            return .final(
                .signInFailed(host: host, reason: "it redirects (\(response.status)), and no secret is sent on"))
        default: return .final(.signInFailed(host: host, reason: "it answers \(response.status)"))
        }
    }
}
