package import Model

/// The scenario: workspaces with their jobs and runs, all of it a function of a seed and an anchor instant (the moment
/// that the demo calls now). Workspaces are made when they are asked for.
package struct SimulatedFleet: Sendable {
    package let seed: UInt64
    package let anchor: Timestamp
    package let plans: [SimulatedWorkspace.Plan]
    private let index: [String: Int]

    /// - Precondition: No name twice.
    package init(seed: UInt64, anchor: Timestamp, workspaces: [SimulatedWorkspace.Plan]) {
        self.seed = seed
        self.anchor = anchor
        plans = workspaces
        index = Dictionary(uniqueKeysWithValues: workspaces.enumerated().map { ($1.name, $0) })
    }

    /// Makes the workspace anew at each call: keep it.
    package func workspace(named name: String) -> SimulatedWorkspace? {
        guard let place = index[name] else { return nil }
        return SimulatedWorkspace(plan: plans[place], fleetSeed: seed, anchor: anchor)
    }

    /// Twelve workspaces, 1,500 jobs in all, with everything that the field has to offer.
    package static func demo(seed: UInt64, anchor: Timestamp) -> SimulatedFleet {
        SimulatedFleet(
            seed: seed,
            anchor: anchor,
            workspaces: [
                .init(
                    name: "prod-eu", jobs: 260, hiddenJobs: 6, deletedJobs: 4, submittedRuns: 40, hasShortPages: true),
                .init(name: "prod-us", jobs: 220, runOrder: .endTime, submittedRuns: 25),
                .init(name: "prod-apac", jobs: 140, deletedJobs: 3),
                .init(name: "staging-eu", jobs: 90, stateShape: .stateOnly),
                .init(name: "staging-us", jobs: 80, apiVersions: ["2.1"]),
                .init(name: "data-science", jobs: 150, submittedRuns: 60),
                .init(name: "finance", jobs: 120, runOrder: .endTime, hiddenJobs: 3),
                .init(name: "marketing", jobs: 100),
                .init(name: "risk", jobs: 110, stateShape: .statusOnly),
                .init(name: "logistics", jobs: 95, hasShortPages: true, hasHugeLogs: true),
                .init(
                    name: "iot", jobs: 75,
                    rateLimit: .init(requestsPerSecond: 8, burst: 10, retryAfter: "1")),
                .init(name: "archive", jobs: 60, latencyMilliseconds: 400...400),
            ]
        )
    }
}
