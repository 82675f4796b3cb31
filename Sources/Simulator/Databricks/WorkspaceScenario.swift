/// Deals roles to the jobs of a workspace and writes down their runs.
///
/// Nothing starts between 30 and 20 hours before the anchor and nothing starts or ends within the 12 hours after it, so
/// that sweeps some hours apart with a lookback of 24 hours see the same.
struct WorkspaceScenario {
    static let minute: Int64 = 60_000
    static let hour: Int64 = 3_600_000

    /// What a job's latest run is like.
    fileprivate enum Role {
        case latest(SimulatedRunKind)
        case stale(SimulatedRunKind)
        case noRuns
        case retriedAsWhole(SimulatedRunKind)
        /// Two runs that started in the same millisecond; the greater id counts as the later one.
        case tie
        case childOf(job: Int)
    }

    private let plan: SimulatedWorkspace.Plan
    private let anchor: Int64
    private let seed: UInt64
    private var dice: Dice
    private var roles: [Role]
    private var drafts: [RunDraft] = []
    private var jobs: [SimulatedJob] = []

    init(plan: SimulatedWorkspace.Plan, seed: UInt64, anchor: Int64) {
        self.plan = plan
        self.seed = seed
        self.anchor = anchor
        dice = Dice(seed: seed, 1)
        roles = Array(repeating: .latest(.success), count: plan.jobs)
        deal()
        writeJobs()
        for job in 0..<plan.jobs { writeRuns(of: job, role: roles[job]) }
        linkChildren()
        writeRunsOfOthers()
        if plan.hasHugeLogs { markHugeLogs() }
    }

    var content: WorkspaceContent { WorkspaceContent(jobs: jobs, drafts: drafts) }

    // MARK: - Roles

    private mutating func deal() {
        var order = Array(0..<plan.jobs)
        dice.shuffle(&order)
        dealFailures(to: &order)
        give(share(30), of: [.noRuns], to: &order)
        give(share(90), of: Array(repeating: .stale(.success), count: 9) + [.stale(.repairedThenFine)], to: &order)
        let active: [SimulatedRunKind] = [
            .running, .queued, .repairing, .pending, .hibernating, .waitingForRetry,
        ]
        give(share(25), of: active.map { .latest($0) }, to: &order)
        let ended: [SimulatedRunKind] = [.canceled, .skipped, .tooManyRuns]
        give(share(20), of: ended.map { .latest($0) }, to: &order)
        let neverRun: [SimulatedRunKind] = [.excluded, .disabled, .queueFull]
        give(share(15), of: neverRun.map { .latest($0) }, to: &order)
        let happy: [Role] = [
            .latest(.retriedThenFine), .latest(.successWithFailures), .latest(.repairedThenFine),
            .retriedAsWhole(.successWithoutTasks), .latest(.errorTextOnSuccess), .stale(.repairedThenFine),
        ]
        give(share(45), of: plan.failingPermille > 0 ? happy + [.tie] : happy, to: &order)
    }

    private mutating func dealFailures(to order: inout [Int]) {
        var kinds = plan.failureKinds
        if !plan.apiVersions.contains("2.2") { kinds = kinds.filter { $0 != .manyTasks } }
        if kinds.isEmpty { kinds = [.notebook] }
        var given = kinds.map { Role.latest($0) }
        if kinds.count > 8 { given += [.stale(.notebook), .retriedAsWhole(.withoutTasks)] }
        var place = dice.below(given.count)
        var rest = min(share(plan.failingPermille), order.count)
        while rest > 0 {
            let job = order.removeLast()
            rest -= 1
            roles[job] = given[place % given.count]
            place += 1
            guard case .latest(.childRun) = roles[job] else { continue }
            // Two jobs fail: without a second one there is no child.
            if rest == 0 { roles[job] = .latest(.notebook) } else { roles[order.removeLast()] = .childOf(job: job) }
            rest = max(0, rest - 1)
        }
    }

    /// `permille` of the jobs; of a fraction of a job, the lot decides.
    private mutating func share(_ permille: Int) -> Int {
        let exact = plan.jobs * permille
        return exact / 1_000 + (dice.below(1_000) < exact % 1_000 ? 1 : 0)
    }

    private mutating func give(_ count: Int, of given: [Role], to order: inout [Int]) {
        let offset = dice.below(given.count)
        for index in 0..<min(count, order.count) { roles[order.removeLast()] = given[(offset + index) % given.count] }
    }

    // MARK: - Jobs

    private mutating func writeJobs() {
        let names = JobNames(seed: seed)
        let codec = IdentifierCodec(key: Dice.mixed(seed, 3))
        let total = plan.jobs + plan.hiddenJobs + plan.deletedJobs + plan.submittedRuns
        jobs.reserveCapacity(total)
        for index in 0..<total {
            let presence = presence(of: index)
            var dice = Dice(seed: seed, UInt64(1_000 + index))
            let isListed = presence == .listed
            let hasSettings = !(isListed && plan.jobs >= 60 && index == 20)
            let name = presence == .submitted ? "ADF_copy_\(index)" : names.name(index, of: plan.jobs)
            jobs.append(
                SimulatedJob(
                    index: index,
                    id: codec.id(ordinal: index),
                    presence: presence,
                    name: hasSettings ? name : nil,
                    hasSettings: hasSettings,
                    tags: tags(&dice),
                    createdTime: anchor - 30 * 24 * Self.hour - dice.within(0...63_000_000_000),
                    creator: dice.chance(8)
                        ? nil : dice.chance(20) ? JobNames.servicePrincipal : dice.pick(JobNames.people),
                    cron: dice.chance(70) ? dice.pick(JobNames.crons) : nil,
                    maxConcurrentRuns: dice.chance(80) ? 1 : 3,
                    timeoutSeconds: dice.chance(70) ? 0 : 3_600,
                    taskCount: taskCount(index, &dice),
                    seed: dice.next()
                )
            )
        }
    }

    private func presence(of index: Int) -> SimulatedJob.Presence {
        if index < plan.jobs { return .listed }
        if index < plan.jobs + plan.hiddenJobs { return .hidden }
        return index < plan.jobs + plan.hiddenJobs + plan.deletedJobs ? .deleted : .submitted
    }

    private func tags(_ dice: inout Dice) -> [SimulatedJob.Tag]? {
        if dice.chance(15) { return dice.chance(50) ? [] : nil }
        let team = SimulatedJob.Tag(name: "team", value: dice.pick(JobNames.teams))
        return dice.chance(30)
            ? [SimulatedJob.Tag(name: "cost_center", value: "cc-\(dice.below(90) + 10)"), team] : [team]
    }

    private func taskCount(_ index: Int, _ dice: inout Dice) -> Int {
        if index < roles.count, case .latest(.manyTasks) = roles[index] { return 130 }
        return dice.chance(35) ? 1 : 2 + dice.below(5)
    }

    // MARK: - Runs

    private mutating func writeRuns(of job: Int, role: Role) {
        var dice = Dice(seed: seed, UInt64(1_000_000 + job))
        let recent = anchor - 20 * Self.hour...anchor - 10 * Self.minute
        if case .noRuns = role { return }
        let days = role.isStale ? max(1, plan.olderDays) : plan.olderDays
        for day in stride(from: days, to: 0, by: -1) {
            let end = anchor - 30 * Self.hour - Int64(day - 1) * 24 * Self.hour
            let latest: Role? = if day == 1, role.isStale { role } else { nil }
            writeDay(of: job, within: end - 24 * Self.hour...end, latest: latest, &dice)
        }
        if !role.isStale { writeDay(of: job, within: recent, latest: role, &dice) }
    }

    private mutating func writeDay(
        of job: Int, within window: ClosedRange<Int64>, latest: Role?, _ dice: inout Dice
    ) {
        var count = Int(dice.within(Int64(plan.runsPerJobPerDay.lowerBound)...Int64(plan.runsPerJobPerDay.upperBound)))
        if case .childOf = latest { count = 1 }
        let slot = (window.upperBound - window.lowerBound) / Int64(count)
        for index in 0..<count {
            let slotStart = window.lowerBound + slot * Int64(index)
            let start = slotStart + dice.within(0...slot * 4 / 10)
            let length = min(dice.within(45_000...45 * Self.minute), slot * 3 / 10)
            if index == count - 1, let latest {
                writeLatest(of: job, role: latest, start: start, length: length, slot: slot, &dice)
            } else {
                let kind = dice.below(1_000) < plan.failingPermille ? simpleFailure(&dice) : .success
                add(job, kind, start, start + length, &dice)
            }
        }
    }

    private mutating func writeLatest(
        of job: Int, role: Role, start: Int64, length: Int64, slot: Int64, _ dice: inout Dice
    ) {
        let end = start + length
        switch role {
        case .latest(let kind) where kind.isActiveAtAnchor:
            let last = anchor + 12 * Self.hour + dice.within(Self.minute...Self.hour)
            add(job, kind, start, last, &dice)
            if kind == .repairing { repair(firstEnd: end, start: end + slot / 10, end: last) }
        case .stale(let kind) where kind.isRepaired:
            // Its start lies far outside of any lookback, its end does not.
            add(job, kind, start, anchor - 4 * Self.hour + length / 2, &dice)
            repair(firstEnd: end, start: anchor - 4 * Self.hour, end: anchor - 4 * Self.hour + length / 2)
        case .latest(let kind), .stale(let kind):
            add(job, kind, start, kind.isNeverRun ? start + 1 : end, &dice)
            guard kind.isRepaired else { return }
            repair(firstEnd: end, start: end + slot / 10, end: end + slot / 10 + length / 2)
        case .retriedAsWhole(let kind):
            add(job, .withoutTasks, start, end, &dice)
            let original = drafts.count - 1
            add(job, kind, end + slot / 20, end + slot / 20 + length, &dice)
            drafts[drafts.count - 1].originalDraft = original
            drafts[drafts.count - 1].attempt = 1
        case .tie:
            add(job, .success, start, end, &dice)
            add(job, .notebook, start, end, &dice)
        case .childOf: add(job, .notebook, start, end, &dice)  // moved into its parent once that is known
        case .noRuns: return
        }
    }

    /// Runs that a client must leave alone: of jobs it may not see, of deleted jobs, of submitted work.
    private mutating func writeRunsOfOthers() {
        for job in jobs[plan.jobs...] {
            var dice = Dice(seed: seed, UInt64(2_000_000 + job.index))
            let count = job.presence == .submitted ? 1 : 3
            for _ in 0..<count {
                let start = anchor - 20 * Self.hour + dice.within(0...18 * Self.hour)
                let kind: SimulatedRunKind = dice.chance(20) ? .notebook : .success
                add(job.index, kind, start, start + dice.within(Self.minute...Self.hour), &dice)
            }
        }
    }

    private mutating func linkChildren() {
        var latest: [Int: Int] = [:]  // job → draft
        for (index, draft) in drafts.enumerated() where draft.start > anchor - 20 * Self.hour {
            if let other = latest[draft.job], drafts[other].start > draft.start { continue }
            latest[draft.job] = index
        }
        for (job, role) in roles.enumerated() {
            guard case .childOf(let parentJob) = role, let child = latest[job], let parent = latest[parentJob] else {
                continue
            }
            drafts[parent].childDraft = child
            drafts[child].parentDraft = parent
            drafts[child].start = drafts[parent].end - (drafts[parent].end - drafts[parent].start) / 4
            drafts[child].end = drafts[parent].end - 100
            drafts[child].firstEnd = drafts[child].end
        }
    }

    private mutating func markHugeLogs() {
        let recent = drafts.lastIndex { $0.kind == .pythonFile && $0.start >= anchor - 20 * Self.hour }
        guard let index = recent ?? drafts.lastIndex(where: { $0.kind == .pythonFile }) else { return }
        drafts[index].hasHugeLogs = true
    }

    private mutating func simpleFailure(_ dice: inout Dice) -> SimulatedRunKind {
        let kinds = plan.failureKinds.filter { Self.simple.contains($0) }
        return kinds.isEmpty ? .notebook : dice.pick(kinds)
    }

    private static let simple: Set<SimulatedRunKind> = [
        .notebook, .pythonFile, .library, .outOfMemory, .permission, .upstream, .timeout,
    ]

    private mutating func add(_ job: Int, _ kind: SimulatedRunKind, _ start: Int64, _ end: Int64, _ dice: inout Dice) {
        drafts.append(RunDraft(job: job, kind: kind, start: start, end: end, firstEnd: end, seed: dice.next()))
    }

    private mutating func repair(firstEnd: Int64, start: Int64, end: Int64) {
        drafts[drafts.count - 1].firstEnd = firstEnd
        drafts[drafts.count - 1].repairStart = start
        drafts[drafts.count - 1].end = end
    }
}

extension WorkspaceScenario.Role {
    fileprivate var isStale: Bool {
        if case .stale = self { true } else { false }
    }
}
