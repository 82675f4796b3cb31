/// Anything at any time: runs overlap, end, are repaired, retried and deleted, and jobs come and go, most of it in the
/// minutes around the anchor, where a sweep is at work.
///
/// What no planned scenario thinks of; `WorkspaceScenario` has the cases that a demo must show.
struct RandomHistory {
    private static let minute: Int64 = 60_000
    private static let hour: Int64 = 3_600_000

    private let plan: SimulatedWorkspace.Plan
    private let anchor: Int64
    private let seed: UInt64
    private var dice: Dice
    private(set) var content = WorkspaceContent()

    init(plan: SimulatedWorkspace.Plan, seed: UInt64, anchor: Int64) {
        self.plan = plan
        self.seed = seed
        self.anchor = anchor
        dice = Dice(seed: seed, 6)
        writeJobs()
        for job in content.jobs {
            let count = job.presence == .submitted ? 1 : dice.below(4) == 0 ? 0 : dice.below(14)
            for _ in 0..<count { writeRun(of: job.index) }
        }
    }

    // MARK: - Jobs

    /// Pairs that differ in case or in normalization alone, equal ones, and what breaks a cell.
    private static let names: [String?] = [
        "billing", "billing", "Billing", "BILLING", nil, "", "caf\u{E9}", "cafe\u{301}", "=1+1", "'quoted",
        "a,b \"c\"", "tab\there", "line\nbreak", "\u{202E}right to left", "\u{1B}[31mred\u{1B}[0m", "日次売上",
        "👩‍👩‍👧 family", " leading", "<b>bold</b> & `code`", "[link](https://example.com)", "a|b", "load[1]*",
    ]

    private mutating func writeJobs() {
        let codec = IdentifierCodec(key: Dice.mixed(seed, 3))
        let total = plan.jobs + plan.hiddenJobs + plan.deletedJobs + plan.submittedRuns
        for index in 0..<total {
            let presence: SimulatedJob.Presence =
                index < plan.jobs
                ? .listed
                : index < plan.jobs + plan.hiddenJobs
                    ? .hidden : index < total - plan.submittedRuns ? .deleted : .submitted
            let isNew = dice.chance(8)
            let created = isNew ? anchor + dice.within(-30_000...90_000) : anchor - dice.within(1...90) * 24 * Self.hour
            var job = SimulatedJob(
                index: index,
                id: codec.id(ordinal: index),
                presence: presence,
                name: dice.pick(Self.names),
                hasSettings: true,
                tags: dice.chance(30) ? nil : [SimulatedJob.Tag(name: "team", value: dice.pick(["risk", "Risk", ""]))],
                createdTime: created,
                creator: dice.chance(20) ? nil : "ana@example.com",
                cron: dice.chance(50) ? "0 0 4 * * ?" : nil,
                maxConcurrentRuns: 3,
                timeoutSeconds: 0,
                taskCount: dice.chance(40) ? 1 : 1 + dice.below(6),
                seed: dice.next()
            )
            if dice.chance(8) { job.vanishes = max(created, anchor) + dice.within(-30_000...90_000) }
            content.jobs.append(job)
        }
    }

    // MARK: - Runs

    private mutating func writeRun(of job: Int) {
        let start = max(startTime(), content.jobs[job].createdTime)
        if dice.chance(12) { return writeAttempts(of: job, from: start) }
        var kind = dice.pick(SimulatedRunKind.allCases)
        // 2.1 shows no task of so large a run.
        if kind == .manyTasks, !plan.apiVersions.contains("2.2") { kind = .notebook }
        if kind == .childRun, plan.jobs > 0 { return writeParent(of: job, from: start) }
        let end = kind.isNeverRun ? start + 1 : end(after: start)
        add(job, kind, start, end)
        if kind.isRepaired {
            let again = self.end(after: end)
            repair(from: again, to: self.end(after: again))
        }
    }

    /// A run retried as a whole: two or three attempts, the last of which decides.
    private mutating func writeAttempts(of job: Int, from start: Int64) {
        let original = content.drafts.count
        var end = end(after: start)
        add(job, .withoutTasks, start, end)
        let last: [SimulatedRunKind] = [.withoutTasks, .successWithoutTasks, .platform, .hibernating]
        for attempt in 1...(1 + dice.below(2)) {
            let next = end + dice.within(1...Self.minute)
            end = self.end(after: next)
            add(job, attempt == 1 ? .withoutTasks : dice.pick(last), next, end)
            content.drafts[content.drafts.count - 1].originalDraft = original
            content.drafts[content.drafts.count - 1].attempt = attempt
        }
    }

    private mutating func writeParent(of job: Int, from start: Int64) {
        let end = end(after: start)
        let child = dice.below(plan.jobs)
        add(child, .notebook, start + (end - start) / 2, end - 100)
        add(job, .childRun, start, end)
        let parent = content.drafts.count - 1
        content.drafts[parent].childDraft = parent - 1
        content.drafts[parent - 1].parentDraft = parent
    }

    private mutating func add(_ job: Int, _ kind: SimulatedRunKind, _ start: Int64, _ end: Int64) {
        var draft = RunDraft(job: job, kind: kind, start: start, end: end, firstEnd: end, seed: dice.next())
        if dice.chance(4) { draft.vanishes = anchor + dice.within(-30_000...120_000) }
        content.drafts.append(draft)
    }

    private mutating func repair(from start: Int64, to end: Int64) {
        content.drafts[content.drafts.count - 1].repairStart = start
        content.drafts[content.drafts.count - 1].end = end
    }

    // MARK: - Times

    private mutating func startTime() -> Int64 {
        switch dice.below(20) {
        case 0..<6: anchor + dice.within(-90_000...120_000)
        case 6..<14: anchor - dice.within(0...24 * Self.hour)
        // About the edge of a lookback of a day, and of what the service keeps.
        case 14..<16: anchor - 24 * Self.hour + dice.within(-400_000...400_000)
        case 16: anchor - SimulatedWorkspace.retention + dice.within(-60_000...60_000)
        default: anchor - dice.within(24 * Self.hour...58 * 24 * Self.hour)
        }
    }

    /// At least a second later, which leaves room for the tasks of a run.
    private mutating func end(after start: Int64) -> Int64 {
        switch dice.below(10) {
        case 0..<3: start + dice.within(1_000...20_000)
        case 3..<6: start + dice.within(Self.minute...2 * Self.hour)
        case 6..<9: max(start + 1_000, anchor + dice.within(-60_000...120_000))
        default: start + dice.within(Self.hour...72 * Self.hour)
        }
    }
}
