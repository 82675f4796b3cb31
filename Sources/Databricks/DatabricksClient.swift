package import Model
package import Pacing
package import Transport

/// The Jobs API of one workspace, page by page. Pages are followed by `next_page_token` alone (api/databricks, 2 and 4).
package struct DatabricksClient: Sendable {
    /// The most a page of `jobs/list` may hold.
    package static let jobsPerPage = 100
    /// The most a page of `runs/list` is documented to hold.
    package static let runsPerPage = 25

    private let caller: Caller
    package let tally: CallTally

    /// - Parameters:
    ///   - host: `https://name[:port]`, no path.
    ///   - seed: of the jitter of retries.
    ///   - giveUp: how long the workspace may go without a usable answer.
    package init(
        host: String,
        session: Session,
        client: any HTTPClient,
        pacer: HostPacer,
        clock: any SweepClock,
        rule: RetryRule = RetryRule(),
        giveUp: Duration = .seconds(120),
        seed: UInt64,
        userAgent: String
    ) {
        tally = CallTally()
        caller = Caller(
            host: host,
            session: session,
            client: client,
            pacer: pacer,
            clock: clock,
            rule: rule,
            giveUp: giveUp,
            tally: tally,
            state: CallerState(seed: seed, userAgent: userAgent)
        )
    }

    package static let newestVersion = "2.2"

    /// The version of the API that the workspace answers: the newest, or 2.1 where it does not know that.
    package var apiVersion: String { caller.state.version }

    /// - Throws: `DatabricksError`, `CancellationError`; so do all calls below.
    package func jobs(pageToken: String?) async throws -> JobPage {
        var query = Query()
        query.add("limit", Self.jobsPerPage)
        query.add("page_token", pageToken)
        return try await caller.get("list", query.text) { bytes in try JobPage(bytes) }
    }

    /// A job by its id, for one that a listing lacks.
    package func job(_ id: JobID) async throws -> Job {
        var query = Query()
        query.add("job_id", id.description)
        return try await caller.get("get", query.text) { bytes in try Job(bytes) }
    }

    package func runs(_ filter: RunFilter, pageToken: String?) async throws -> RunPage {
        var query = Query()
        query.add("active_only", filter.isActiveOnly ? "true" : nil)
        query.add("job_id", filter.jobID?.description)
        query.add("limit", filter.limit)
        query.add("run_type", "JOB_RUN")
        query.add("start_time_from", filter.startedFrom.map { String($0.milliseconds) })
        query.add("start_time_to", filter.startedTo.map { String($0.milliseconds) })
        query.add("page_token", pageToken)
        return try await caller.get("runs/list", query.text) { bytes in try RunPage(bytes) }
    }

    /// A job run with its task runs, or a for-each task's run with its iterations.
    package func run(_ id: RunID, pageToken: String?) async throws -> RunDetail {
        var query = Query()
        query.add("run_id", id.description)
        query.add("page_token", pageToken)
        return try await caller.get("runs/get", query.text) { bytes in try RunDetail(bytes) }
    }

    /// - Parameter id: of a task run; the service refuses the id of a job run (api/databricks, 5).
    package func output(of id: RunID) async throws -> RunOutput {
        var query = Query()
        query.add("run_id", id.description)
        return try await caller.get("runs/get-output", query.text) { bytes in try RunOutput(bytes) }
    }
}

/// Which runs `runs/list` is asked for.
package struct RunFilter: Sendable, Hashable {
    package var jobID: JobID?
    /// Inclusive, both.
    package var startedFrom: Timestamp?
    package var startedTo: Timestamp?
    /// Those that have not ended, alone.
    package var isActiveOnly: Bool
    package var limit: Int

    package init(
        jobID: JobID? = nil,
        startedFrom: Timestamp? = nil,
        startedTo: Timestamp? = nil,
        isActiveOnly: Bool = false,
        limit: Int = DatabricksClient.runsPerPage
    ) {
        self.jobID = jobID
        self.startedFrom = startedFrom
        self.startedTo = startedTo
        self.isActiveOnly = isActiveOnly
        self.limit = limit
    }
}

/// Query parameters, percent-encoded: tokens may hold `=`, `+` and `/`.
private struct Query {
    private(set) var text = ""

    mutating func add(_ name: String, _ value: Int) { add(name, String(value)) }

    mutating func add(_ name: String, _ value: String?) {
        guard let value else { return }
        if !text.isEmpty { text += "&" }
        text += name
        text += "="
        for byte in value.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = Array("0123456789ABCDEF".unicodeScalars)
                text.unicodeScalars.append("%")
                text.unicodeScalars.append(digits[Int(byte >> 4)])
                text.unicodeScalars.append(digits[Int(byte & 15)])
            }
        }
    }
}
