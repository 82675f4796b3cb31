import History
import Model
import Testing

/// Values of every kind that the types allow, from a seed.
struct Samples {
    static let noon = Timestamp(milliseconds: 1_795_521_600_123)
    static let night = Timestamp(milliseconds: 1_795_485_600_000)
    static let nightText = "20261124T020000Z"

    /// Whether some texts have 8,000 characters.
    var hasLongTexts = true

    private var chance: SeededGenerator

    init(seed: UInt64) { chance = SeededGenerator(seed: seed) }

    /// The two last look alike and are not.
    private static let pieces = [
        "", "a", "nightly load", "\u{0}", "a\u{0}b", "'; DROP TABLE job; --", "\"", "\n", "\u{1F6A8}", "\u{FFFD}", "%",
        "\u{10FFFF}", "\u{FEFF}", "ключ", "é", "e\u{301}",
    ]

    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &chance)] }

    mutating func flip() -> Bool { Bool.random(using: &chance) }

    mutating func text() -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...4, using: &chance) { text += pick(Self.pieces) }
        if hasLongTexts, Int.random(in: 0..<20, using: &chance) == 0 { text += String(repeating: "Ω", count: 8_000) }
        return text
    }

    mutating func integer() -> Int64 {
        switch Int.random(in: 0..<6, using: &chance) {
        case 0: .min
        case 1: .max
        case 2: 0
        case 3: 9_007_199_254_740_993  // a Double would cut it
        default: Int64.random(in: -1_000...1_000_000_000_000, using: &chance)
        }
    }

    mutating func timestamp() -> Timestamp { Timestamp(milliseconds: integer()) }

    mutating func run() -> RunCells {
        RunCells(
            id: RunID(integer()), resultState: text(), startTime: flip() ? timestamp() : nil,
            endTime: flip() ? timestamp() : nil, durationSeconds: flip() ? integer() : nil, pageURL: text())
    }

    mutating func row(_ number: Int, in workspace: WorkspaceName) -> JobRow {
        // Ids are the row's own; entries of equal names are told apart by the number.
        let isJob = flip()
        return JobRow(
            workspace: workspace, environment: text(), jobID: isJob ? JobID(Int64.max - Int64(number)) : nil,
            jobName: text() + (isJob ? "" : "\(number)"), status: pick(JobStatus.allCases), enteredAt: timestamp(),
            errorDetails: text(), run: flip() ? run() : nil,
            errorCategory: flip() ? pick(ErrorCategory.allCases) : nil, errorFingerprint: text(),
            failedTasks: (0..<Int.random(in: 0...3, using: &chance)).map { _ in text() }, suggestedAction: text())
    }

    mutating func failure(_ number: Int, in workspace: WorkspaceName) -> FailureRow {
        let run = run()
        return FailureRow(
            workspace: workspace, environment: text(), jobID: JobID(integer()), jobName: text(), run: run,
            terminationCode: text(), errorCategory: pick(ErrorCategory.allCases), errorFingerprint: text(),
            task: number == 0 ? nil : .init(key: text(), runID: RunID(Int64(number)), attempt: Int(integer())),
            errorDetails: text(), errorTrace: text(), suggestedAction: text())
    }

    mutating func output() -> KeptOutput {
        if Int.random(in: 0..<4, using: &chance) == 0 { return .gone }
        return .output(
            error: flip() ? text() : nil, trace: flip() ? text() : nil,
            startedRunID: flip() ? RunID(integer()) : nil)
    }

    mutating func runs(of job: JobID, count: Int) -> [SeenRun] {
        (0..<count).map { number in
            SeenRun(
                job: job, id: RunID(job.value * 1_000 + Int64(number)), startTime: Self.noon - .seconds(number * 7_000),
                endTime: flip() ? timestamp() : nil, status: pick(JobStatus.allCases), resultState: text(),
                durationSeconds: flip() ? integer() : nil)
        }
    }

    mutating func workspace(_ name: WorkspaceName, rows: Int, failures: Int) -> LandedWorkspace {
        LandedWorkspace(
            name: name, status: pick(LandedWorkspace.Status.allCases),
            visibleJobs: Int.random(in: 0...10_000, using: &chance),
            rows: (0..<rows).map { row($0, in: name) }, failures: (0..<failures).map { failure($0, in: name) })
    }
}

func name(_ text: String) throws -> WorkspaceName { try #require(WorkspaceName(text)) }

/// Tells apart what `==` takes for equal: texts that look alike.
func bytes(_ value: some Any) -> [UInt8] { Array(String(reflecting: value).utf8) }

/// In one order, byte by byte.
func sorted(_ values: some Sequence<some Any>) -> [[UInt8]] {
    values.map { bytes($0) }.sorted { $0.lexicographicallyPrecedes($1) }
}

func sweep(_ id: String, at instant: Timestamp = Samples.noon, _ workspaces: [LandedWorkspace]) -> LandedSweep {
    LandedSweep(sweepID: id, startedAt: instant, duration: .milliseconds(1_234), workspaces: workspaces)
}

/// Opens what nobody else has open.
func open(_ folder: TemporaryFolder, at now: Timestamp = Samples.noon) throws -> SQLiteHistory {
    try open(folder.database, at: now)
}

func open(_ path: String, at now: Timestamp = Samples.noon) throws -> SQLiteHistory {
    switch try SQLiteHistory.open(path: path, at: now) {
    case .opened(let history): history
    case .held(let holder): throw Held(holder: holder)
    }
}

struct Held: Error { let holder: LockHolder? }

/// Before every instant.
let always = Timestamp(milliseconds: .min)
