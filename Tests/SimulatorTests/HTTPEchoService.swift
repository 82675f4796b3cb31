import Model
import Pacing
import Simulator
import Synchronization
import Transport

/// Says what it was asked; the path decides what the answer is like.
struct EchoService: SimulatedService {
    var count = 0

    mutating func answer(_ request: SimulatedRequest, at now: Timestamp) -> SimulatedAnswer {
        count += 1
        let words = request.path.split(separator: "/")
        switch words.first {
        case "slow": return reply("slow", latency: .milliseconds(Int(words[1]) ?? 0))
        case "big": return reply(String(repeating: "x", count: Int(words[1]) ?? 0))
        case "status": return SimulatedAnswer(status: Int(words[1]) ?? 200)
        case "length": return reply(String(request.body.count))
        case "time": return reply(now.rfc3339Text)
        default:
            let query = request.query.map { "\($0.name)=\($0.value ?? "nil")" }.joined(separator: "|")
            return reply("\(count) \(request.method) \(request.host) \(request.path) \(query)")
        }
    }

    private func reply(_ text: String, latency: Duration = .zero) -> SimulatedAnswer {
        SimulatedAnswer(
            status: 200, headers: [HTTPHeader("Content-Type", "text/plain")], body: Array(text.utf8), latency: latency)
    }
}

/// Time that passes only while somebody sleeps, and then at once.
final class HTTPTestClock: SweepClock {
    private let elapsed = Mutex(Duration.zero)
    private let origin = Timestamp(milliseconds: 1_795_496_400_000)

    var now: Duration { elapsed.withLock { $0 } }
    var timestamp: Timestamp { origin + now }

    func sleep(until due: Duration) async throws {
        try Task.checkCancellation()
        elapsed.withLock { $0 = max($0, due) }
    }
}
