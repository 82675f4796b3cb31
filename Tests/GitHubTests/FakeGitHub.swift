import Synchronization
import Transport

@testable import GitHub

/// The service as far as a publication meets it, over a `FakeRepository`, with the refusals of the real one.
final class FakeGitHub: HTTPClient {
    struct Call: Equatable {
        let method: String
        /// Without the prefix `…/repos/acme/pipeline-health`.
        let path: String
        let headers: [HTTPHeader]
        let body: [UInt8]

        var title: String { "\(method) \(path)" }
    }

    enum Fault {
        /// Answers without doing.
        case instead(HTTPResponse)
        case insteadError(TransportError)
        /// Does, and answers something else.
        case after(HTTPResponse)
        case afterError(TransportError)
        /// Something happens first.
        case first(@Sendable (inout FakeRepository) -> Void)
        /// The answer's text is changed.
        case altered(@Sendable (String) -> String)
    }

    struct Planned {
        let prefix: String
        var times: Int
        let fault: Fault
    }

    struct State {
        var repository = FakeRepository()
        var name = "acme/pipeline-health"
        var calls: [Call] = []
        var faults: [Planned] = []
        /// So many reads of a branch after each of its updates show the old head.
        var lateReads = 0
        var late: [String: (left: Int, old: GitObjectID?)] = [:]
    }

    static let prefix = "https://ghe.example.com/api/v3"
    let state: Mutex<State>

    init(_ prepare: (inout FakeRepository) -> Void = { _ in }) {
        var start = State()
        prepare(&start.repository)
        state = Mutex(start)
    }

    /// `prefix` is of "METHOD path", as `Call.title` has it.
    func plan(_ prefix: String, times: Int = 1, _ fault: Fault) {
        state.withLock { $0.faults.append(Planned(prefix: prefix, times: times, fault: fault)) }
    }

    var repository: FakeRepository { state.withLock { $0.repository } }

    var calls: [Call] { state.withLock { $0.calls } }

    var titles: [String] { state.withLock { $0.calls.map(\.title) } }

    var writes: [String] { titles.filter { !$0.hasPrefix("GET") } }

    func bodies(_ prefix: String) -> [[String: Any]] {
        let bodies = state.withLock { $0.calls.filter { $0.title.hasPrefix(prefix) }.map(\.body) }
        return bodies.map(JSON.object)
    }

    func execute(_ request: HTTPRequest) async throws -> HTTPResponse {
        try Task.checkCancellation()
        return try state.withLock { state in
            let path = request.url.dropFirst(Self.prefix.count)
            let own = "/repos/\(state.name)"
            let short = path.hasPrefix(own) ? String(path.dropFirst(own.count)) : String(path)
            let call = Call(
                method: request.method.rawValue, path: short, headers: request.wireHeaders, body: request.body ?? [])
            state.calls.append(call)
            for index in state.faults.indices {
                guard state.faults[index].times > 0, call.title.hasPrefix(state.faults[index].prefix) else { continue }
                state.faults[index].times -= 1
                switch state.faults[index].fault {
                case .instead(let response): return response
                case .insteadError(let error): throw error
                case .first(let change): change(&state.repository)
                case .altered(let change):
                    let response = FakeAnswers.answer(call, state: &state)
                    let text = change(String(decoding: response.body, as: UTF8.self))
                    return HTTPResponse(status: response.status, headers: response.headers, body: Array(text.utf8))
                case .after(let response):
                    _ = FakeAnswers.answer(call, state: &state)
                    return response
                case .afterError(let error):
                    _ = FakeAnswers.answer(call, state: &state)
                    throw error
                }
            }
            return FakeAnswers.answer(call, state: &state)
        }
    }
}
