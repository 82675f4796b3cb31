import Model
import Simulator

/// What may go wrong in eight workspaces at once, drawn from a seed.
struct ChaosWeather {
    private var generator: SeededGenerator
    private static let endpoints = ["jobs/list", "runs/list", "runs/get", "runs/get-output"]

    init(seed: UInt64) { generator = SeededGenerator(seed: seed &* 104_729 &+ 7) }

    /// Eight workspaces of random histories under a clear sky; the same for the same seed.
    static func clearPlans(seed: UInt64) -> [SimulatedWorkspace.Plan] {
        RandomHistoryTests.plans(batch: seed &+ 50_000, count: 8).map { plan in
            var plan = plan
            plan.jobs = min(plan.jobs, 3)
            plan.latencyMilliseconds = 5...80
            return plan
        }
    }

    /// The same, six of them under bad weather.
    mutating func plans(over clear: [SimulatedWorkspace.Plan]) -> [SimulatedWorkspace.Plan] {
        clear.enumerated().map { index, plan in
            var plan = plan
            guard index >= 2 else { return plan }
            plan.faults = (0..<number(in: 1...4)).map { _ in fault() }
            if chance(25) {
                plan.rateLimit = .init(
                    requestsPerSecond: number(in: 2...20), burst: number(in: 1...10),
                    retryAfter: pick([nil, "1", "0.4", "3", "-5", "soon", "600"]))
            }
            if chance(15) { plan.traits.pageTokens.chain = pick([.repeats, .loops]) }
            if chance(15) { plan.traits.pageTokens.life = .milliseconds(number(in: 1...400)) }
            if chance(10) {
                plan.traits.block = SimulatedBlock(
                    refusals: 5, within: .seconds(60), lasts: .seconds(number(in: 5...600)), answer: .forbidden)
            }
            return plan
        }
    }

    private mutating func fault() -> SimulatedFault {
        let endpoint: String? = chance(20) ? nil : pick(Self.endpoints)
        // That a run or an output is not there is an answer (INTERFACE, "Limits"), and no weather.
        let maySayMissing = endpoint == "jobs/list" || endpoint == "runs/list"
        let start = chance(50) ? 0 : number(in: 0...12)
        return SimulatedFault(
            endpoint: endpoint,
            calls: start..<(start + (chance(30) ? 100_000 : number(in: 1...12))),
            counting: pick([.ofEndpoint, .ofEachRequest, .ofEachPageToken]),
            permille: chance(50) ? 1_000 : number(in: 50...600),
            answer: chance(40) ? .damaged(delivery()) : refusal(maySayMissing: maySayMissing)
        )
    }

    private mutating func refusal(maySayMissing: Bool) -> SimulatedFault.Answer {
        // A host that denies an API which it has is believed: the sweep then warns of what the older one lacks.
        let answers = SimulatedRefusal.all.filter { $0.name != "404 Bad Target" }.filter { refusal in
            maySayMissing || !(refusal.name.hasPrefix("400 ") || refusal.name.hasPrefix("404 "))
        }
        return pick(answers).answer
    }

    private mutating func delivery() -> SimulatedDelivery {
        pick([
            .none, .half, .reset(afterBodyBytes: nil), .reset(afterBodyBytes: number(in: 0...900)),
            .cut(afterBodyBytes: number(in: 0...900)), .stalled(afterBodyBytes: nil),
            .stalled(afterBodyBytes: number(in: 0...900)), .wrongLength(by: number(in: 1...40)),
            .wrongLength(by: -number(in: 1...40)), .openEndedChunks, .brokenGzip,
            .gzipBomb(unpackedBytes: 1 << 27), .endlessHeaders, .noHTTP,
        ])
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

    private mutating func number(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

    private mutating func pick<Item>(_ items: [Item]) -> Item {
        items[Int.random(in: 0..<items.count, using: &generator)]
    }
}
