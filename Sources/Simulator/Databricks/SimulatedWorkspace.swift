package import Model

/// One workspace of the scenario: its jobs and all runs that will ever be. Immutable; what is visible of it is a
/// question of the instant.
package struct SimulatedWorkspace: Sendable {
    package let plan: Plan
    package let anchor: Timestamp
    /// The number in `?o=` of a run's page.
    package let workspaceID: Int64
    /// The host in a run's page, wherever the simulator itself listens.
    package let pageHost: String
    /// Listed ones first.
    package let jobs: [SimulatedJob]
    /// By start, ascending: the ordinal of a run is its place here.
    package let runs: [SimulatedRun]
    /// Ordinals by (start, id), ascending.
    let byStart: [Int32]
    /// Ordinals by (end, id), ascending; empty unless the workspace lists by end.
    let byEnd: [Int32]
    /// Ordinals by start, for each job.
    let runsOfJob: [[Int32]]
    /// Listed jobs, newest first.
    let jobsByCreation: [Int32]
    private let runCodec: IdentifierCodec
    private let jobCodec: IdentifierCodec

    init(plan: Plan, fleetSeed: UInt64, anchor: Timestamp) {
        let seed = Dice.mixed(fleetSeed, Dice.hash(plan.name))
        var dice = Dice(seed: seed, 2)
        self.plan = plan
        self.anchor = anchor
        workspaceID = dice.within(1_000_000_000_000_000...6_999_999_999_999_999)
        pageHost = "dbc-\(Self.hexadecimal(dice.next(), 8))-\(Self.hexadecimal(dice.next(), 4)).cloud.databricks.com"
        let runCodec = IdentifierCodec(key: Dice.mixed(seed, 4))
        self.runCodec = runCodec
        jobCodec = IdentifierCodec(key: Dice.mixed(seed, 3))

        let content = Self.content(plan, seed: seed, anchor: anchor.milliseconds)
        jobs = content.jobs
        let runs = Self.runs(from: content.drafts, codec: runCodec)
        self.runs = runs
        byStart = Self.orderedByStart(runs)
        byEnd = plan.runOrder == .endTime ? Self.orderedByEnd(runs) : []
        var runsOfJob = Array(repeating: [Int32](), count: content.jobs.count)
        for ordinal in byStart { runsOfJob[runs[Int(ordinal)].jobIndex].append(ordinal) }
        self.runsOfJob = runsOfJob
        let listed = content.jobs.filter { $0.presence == .listed }
        jobsByCreation = listed.sorted { ($0.createdTime, $0.id) > ($1.createdTime, $1.id) }.map { Int32($0.index) }
    }

    // MARK: - Look-ups

    package func job(id: Int64) -> SimulatedJob? {
        guard let (index, slot) = jobCodec.locate(id), slot == 0, index < jobs.count else { return nil }
        return jobs[index]
    }

    /// The run that an id names, and the task run in it where the id is one of those (slot above 0).
    func locate(runID: Int64) -> (run: SimulatedRun, slot: Int)? {
        guard let (ordinal, slot) = runCodec.locate(runID), ordinal < runs.count else { return nil }
        return (runs[ordinal], slot)
    }

    package func runID(of task: SimulatedTask, in run: SimulatedRun) -> Int64 {
        runCodec.id(ordinal: run.ordinal, slot: task.slot)
    }

    /// The id of a run's repair.
    func repairID(of run: SimulatedRun) -> Int64 {
        runCodec.id(ordinal: run.ordinal, slot: IdentifierCodec.slotsPerOrdinal - 1)
    }

    /// All attempts of all tasks that the run will ever have.
    package func tasks(of run: SimulatedRun) -> [SimulatedTask] {
        let childID = run.childOrdinal.map { runs[$0].id }
        return TaskScenario.tasks(of: run, job: jobs[run.jobIndex], childID: childID)
    }

    package func pageURL(of run: SimulatedRun, runID: Int64? = nil) -> String {
        "https://\(pageHost)/?o=\(workspaceID)#job/\(jobs[run.jobIndex].id)/run/\(runID ?? run.id)"
    }

    // MARK: - Making

    private static func content(_ plan: Plan, seed: UInt64, anchor: Int64) -> WorkspaceContent {
        switch plan.scenario {
        case .dealt: WorkspaceScenario(plan: plan, seed: seed, anchor: anchor).content
        case .random: RandomHistory(plan: plan, seed: seed, anchor: anchor).content
        case .written(let jobs): WorkspaceContent(jobs, seed: seed, anchor: anchor)
        }
    }

    private static func runs(from drafts: [RunDraft], codec: IdentifierCodec) -> [SimulatedRun] {
        let order = drafts.indices.sorted { (drafts[$0].start, $0) < (drafts[$1].start, $1) }
        var ordinals = Array(repeating: 0, count: drafts.count)
        for (ordinal, draft) in order.enumerated() { ordinals[draft] = ordinal }
        return order.enumerated().map { ordinal, index in
            let draft = drafts[index]
            return SimulatedRun(
                ordinal: ordinal,
                id: codec.id(ordinal: ordinal),
                jobIndex: draft.job,
                kind: draft.kind,
                start: draft.start,
                end: draft.end,
                firstEnd: draft.firstEnd,
                repairStart: draft.repairStart,
                originalOrdinal: draft.originalDraft.map { ordinals[$0] } ?? ordinal,
                attempt: draft.attempt,
                childOrdinal: draft.childDraft.map { ordinals[$0] },
                parentOrdinal: draft.parentDraft.map { ordinals[$0] },
                hasHugeLogs: draft.hasHugeLogs,
                vanishes: draft.vanishes,
                seed: draft.seed
            )
        }
    }

    /// The runs are in order of start already: only neighbours of one millisecond may have to change places.
    private static func orderedByStart(_ runs: [SimulatedRun]) -> [Int32] {
        var order = runs.indices.map { Int32($0) }
        var index = 1
        while index < order.count {
            var place = index
            while place > 0, runs[Int(order[place - 1])].start == runs[Int(order[place])].start,
                runs[Int(order[place - 1])].id > runs[Int(order[place])].id
            {
                order.swapAt(place - 1, place)
                place -= 1
            }
            index += 1
        }
        return order
    }

    private static func orderedByEnd(_ runs: [SimulatedRun]) -> [Int32] {
        runs.indices.sorted { (runs[$0].end, runs[$0].id) < (runs[$1].end, runs[$1].id) }.map { Int32($0) }
    }

    private static func hexadecimal(_ value: UInt64, _ digits: Int) -> String {
        let text = String(value, radix: 16)
        return String((String(repeating: "0", count: 16) + text).suffix(digits))
    }
}
