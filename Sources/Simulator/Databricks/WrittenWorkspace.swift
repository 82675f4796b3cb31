/// A workspace of a scenario file.
extension SimulatedWorkspace.Plan: Decodable {
    /// 12,000 is what a workspace may have.
    private static let jobLimit = 20_000

    package init(from decoder: any Decoder) throws {
        let fields = try WrittenFields(
            decoder,
            of: [
                "name", "jobs", "scenario", "token", "run_order", "state_shape", "api_versions", "latency_milliseconds",
                "rate_limit", "runs_per_job_per_day", "older_days", "failing_permille", "hidden_jobs", "deleted_jobs",
                "submitted_runs", "short_pages", "huge_logs", "queued_without_start",
            ])
        let name: String = try fields.required("name")
        guard !name.isEmpty, !name.contains(where: { $0 == "." || $0 == " " || $0 == "/" }) else {
            throw fields.mistake("name", "it is the first label of the host: no dot, space or slash")
        }
        var written: [WrittenJob]?
        if (try? fields.required("jobs") as Int) == nil { written = try fields.required("jobs") }
        let count = try written?.count ?? fields.count("jobs", atMost: Self.jobLimit)
        self.init(name: name, jobs: count ?? 0)
        scenario =
            try written.map { .written($0) } ?? fields.word("scenario", of: ["dealt": .dealt, "random": .random])
            ?? .dealt
        if let token: String = try fields.optional("token") { self.token = token }
        runOrder = try fields.word("run_order", of: ["start_time": .startTime, "end_time": .endTime]) ?? .startTime
        stateShape =
            try fields.word("state_shape", of: ["both": .both, "state": .stateOnly, "status": .statusOnly]) ?? .both
        if let versions: Set<String> = try fields.optional("api_versions") {
            guard !versions.isEmpty, versions.isSubset(of: ["2.1", "2.2"]) else {
                throw fields.mistake("api_versions", "it takes \"2.1\", \"2.2\", or both")
            }
            apiVersions = versions
        }
        if let range = try fields.range("latency_milliseconds") { latencyMilliseconds = range }
        rateLimit = try fields.optional("rate_limit")
        if let range = try fields.range("runs_per_job_per_day") {
            guard (1...96).contains(range.lowerBound), range.upperBound <= 96 else {
                throw fields.mistake("runs_per_job_per_day", "it must be within 1 and 96")
            }
            runsPerJobPerDay = Int(range.lowerBound)...Int(range.upperBound)
        }
        olderDays = try fields.count("older_days", atMost: 60) ?? olderDays
        failingPermille = try fields.count("failing_permille", atMost: 1_000) ?? failingPermille
        hiddenJobs = try fields.count("hidden_jobs", atMost: Self.jobLimit) ?? 0
        deletedJobs = try fields.count("deleted_jobs", atMost: Self.jobLimit) ?? 0
        submittedRuns = try fields.count("submitted_runs", atMost: 1_000_000) ?? 0
        hasShortPages = try fields.optional("short_pages") ?? false
        hasHugeLogs = try fields.optional("huge_logs") ?? false
        areQueuedRunsWithoutStart = try fields.optional("queued_without_start") ?? false
    }
}

extension SimulatedWorkspace.Plan.RateLimit: Decodable {
    package init(from decoder: any Decoder) throws {
        let fields = try WrittenFields(decoder, of: ["requests_per_second", "burst", "retry_after"])
        let rate: Int = try fields.required("requests_per_second")
        guard rate >= 1 else { throw fields.mistake("requests_per_second", "it must be at least 1") }
        self.init(
            requestsPerSecond: rate,
            burst: max(1, try fields.optional("burst") ?? rate),
            retryAfter: try fields.optional("retry_after")
        )
    }
}

/// A job of a scenario file.
package struct WrittenJob: Sendable, Decodable {
    let name: String?
    let tags: [String: String]?
    let isHidden: Bool
    let tasks: Int
    /// Relative to the anchor, as all times here.
    let created: Int64
    let deleted: Int64?
    let runs: [WrittenRun]

    package init(from decoder: any Decoder) throws {
        let fields = try WrittenFields(
            decoder, of: ["name", "tags", "hidden", "tasks", "created", "deleted", "runs"])
        name = try fields.optional("name")
        tags = try fields.optional("tags")
        isHidden = try fields.optional("hidden") ?? false
        tasks = max(1, try fields.count("tasks", atMost: 1_000) ?? 1)
        created = try fields.milliseconds("created") ?? -90 * 86_400_000
        deleted = try fields.milliseconds("deleted")
        runs = try fields.optional("runs") ?? []
        for (index, run) in runs.enumerated() {
            guard let original = run.retryOf, !(0..<index).contains(original) else { continue }
            throw fields.mistake("runs[\(index)].retry_of", "it is the place of an earlier run of this job, from 0")
        }
    }
}

/// A run of a scenario file.
struct WrittenRun: Sendable, Decodable {
    let kind: SimulatedRunKind
    let start: Int64
    let duration: Int64
    let repairAfter: Int64?
    let repairDuration: Int64
    let deleted: Int64?
    /// The place of the first attempt in the job's runs.
    let retryOf: Int?

    init(from decoder: any Decoder) throws {
        let fields = try WrittenFields(
            decoder,
            of: ["outcome", "start", "duration", "repair_after", "repair_duration", "deleted", "retry_of"])
        let words = Dictionary(uniqueKeysWithValues: SimulatedRunKind.allCases.map { ($0.word, $0) })
        kind = try fields.word("outcome", of: words) ?? .success
        guard let start = try fields.milliseconds("start") else { throw fields.mistake("start", "it is missing") }
        self.start = start
        duration = max(1_000, try fields.milliseconds("duration") ?? 60_000)
        repairAfter = try fields.milliseconds("repair_after") ?? (kind.isRepaired ? 60_000 : nil)
        repairDuration = max(1_000, try fields.milliseconds("repair_duration") ?? 60_000)
        deleted = try fields.milliseconds("deleted")
        retryOf = try fields.optional("retry_of")
        if repairAfter != nil, !kind.isRepaired {
            throw fields.mistake("repair_after", "an outcome of \"\(kind.word)\" is never repaired")
        }
    }
}

extension WorkspaceContent {
    /// What a scenario file says, word by word.
    init(_ written: [WrittenJob], seed: UInt64, anchor: Int64) {
        let codec = IdentifierCodec(key: Dice.mixed(seed, 3))
        for (index, job) in written.enumerated() {
            var dice = Dice(seed: seed, UInt64(1_000 + index))
            var simulated = SimulatedJob(
                index: index, id: codec.id(ordinal: index), presence: job.isHidden ? .hidden : .listed, name: job.name,
                hasSettings: true,
                tags: job.tags?.sorted { $0.key < $1.key }.map { SimulatedJob.Tag(name: $0.key, value: $0.value) },
                createdTime: anchor + job.created, creator: "ana@example.com", cron: nil, maxConcurrentRuns: 3,
                timeoutSeconds: 0, taskCount: job.tasks, seed: dice.next())
            if let deleted = job.deleted { simulated.vanishes = anchor + deleted }
            jobs.append(simulated)
            let first = drafts.count
            for run in job.runs {
                drafts.append(RunDraft(run, of: index, first: first, anchor: anchor, seed: dice.next()))
                guard let original = drafts[drafts.count - 1].originalDraft else { continue }
                drafts[drafts.count - 1].attempt = drafts[first...].count { $0.originalDraft == original }
            }
        }
    }
}

extension RunDraft {
    fileprivate init(_ run: WrittenRun, of job: Int, first: Int, anchor: Int64, seed: UInt64) {
        let start = anchor + run.start
        let end = run.kind.isNeverRun ? start + 1 : start + run.duration
        self.init(job: job, kind: run.kind, start: start, end: end, firstEnd: end, seed: seed)
        if let after = run.repairAfter {
            repairStart = end + max(1, after)
            self.end = repairStart + run.repairDuration
        }
        if let deleted = run.deleted { vanishes = anchor + deleted }
        if let original = run.retryOf {
            originalDraft = first + original
        }
    }
}

extension SimulatedRunKind {
    /// As a scenario file writes it: `out_of_memory`.
    var word: String {
        String(describing: self).reduce(into: "") { word, letter in
            word += letter.isUppercase ? "_\(letter.lowercased())" : String(letter)
        }
    }
}
