internal import Databricks
internal import History
internal import Model

/// All that the answers of one workspace have said so far: whole pages go in, nothing of their JSON stays.
struct WorkspaceLedger: Sendable {
    private(set) var jobs: [JobID: Job] = [:]
    private(set) var runs = RunIndex()
    private var followed: [RunID: (facts: FailureFacts, run: Run)] = [:]
    /// Jobs of which something could not be read, and why.
    private(set) var unreadable: [JobID: DatabricksError] = [:]
    /// Jobs that were asked for their latest run, beyond what the window showed, and answered.
    private(set) var searched: Set<JobID> = []
    /// Jobs whose name or tags could not be read: whether they are selected is not known.
    private(set) var uncertain: Set<JobID> = []
    /// A row of the job list was lost that did not say which job it is.
    private(set) var hasLostJob = false
    /// A row of a list of runs was lost that did not say whose it is: any job may have a later run.
    private(set) var hasLostRun = false
    /// What was lost or cannot be trusted, a line each; of jobs that have a line already only the first lines are here.
    private(set) var problems: [Problem] = []
    /// Those that are not among them.
    private(set) var omittedProblems = 0
    private var jobsWithProblems: Set<JobID?> = []
    /// A listing may be damaged from end to end: a line for each row would fill the memory.
    private static let problemLimit = 1_000

    struct Problem: Sendable {
        let text: String
        /// `nil` where it may concern any job.
        let job: JobID?
    }
    /// For trends, once the crawl has ended.
    private(set) var seenRuns: [SeenRun] = []
    /// Runs read, each counted once.
    private(set) var runsRead = 0

    /// Why the list of jobs, or the window of runs, is not whole.
    var jobListError: DatabricksError?
    var windowError: DatabricksError?
    /// Why the crawl ended before it had asked for everything.
    var endError: DatabricksError?

    mutating func take(_ page: JobPage) {
        for job in page.rows { jobs[job.id] = job }
        note(page.problems)
        for problem in page.problems {
            if let id = problem.jobID {
                jobs[id] = jobs[id] ?? Job(id: id, name: problem.jobName)
                uncertain.insert(id)
            } else {
                hasLostJob = true
            }
        }
    }

    mutating func take(_ job: Job) { jobs[job.id] = job }

    /// A known job that could not be asked for.
    mutating func take(unread id: JobID, _ error: DatabricksError) {
        jobs[id] = Job(id: id, name: nil)
        uncertain.insert(id)
        unreadable[id] = error
        add(Problem(text: "job \(id): \(error.phrase)", job: id))
    }

    /// - Returns: whether the page said anything that was not known.
    mutating func take(_ page: RunPage, order: Int) -> Bool {
        note(page.problems)
        if page.problems.contains(where: { $0.jobID == nil }) { hasLostRun = true }
        let news = runs.take(page.rows, order: order)
        runsRead += news.unseen
        return news.changed > 0
    }

    mutating func take(_ facts: FailureFacts, of run: Run) {
        followed[run.id] = (facts, run)
        for problem in facts.problems { add(Problem(text: problem, job: run.jobID)) }
    }

    /// Why a run failed; `nil` where it was not asked, or the run has changed since.
    func facts(of run: Run) -> FailureFacts? {
        guard let found = followed[run.id], found.run.isInSameState(as: run) else { return nil }
        return found.facts
    }

    /// A run as a call about it alone showed it.
    mutating func take(_ run: Run, order: Int) { _ = runs.take([run], order: order) }

    mutating func remove(_ run: Run) { runs.remove(run) }

    /// The service does not know the job any more.
    mutating func remove(_ job: JobID) { jobs[job] = nil }

    mutating func markSearched(_ job: JobID) { searched.insert(job) }

    mutating func markUnreadable(_ job: JobID, _ error: DatabricksError) { unreadable[job] = error }

    /// Lets go of the runs that no row needs; what the history wants of them stays.
    mutating func keepWhatRowsNeed(from start: Timestamp) {
        seenRuns = runs.all.compactMap(SeenRun.init)
        runs.keepWhatRowsNeed(from: start)
    }

    private mutating func add(_ problem: Problem) {
        if jobsWithProblems.insert(problem.job).inserted || problems.count < Self.problemLimit {
            problems.append(problem)
        } else {
            omittedProblems += 1
        }
    }

    private mutating func note(_ rowProblems: [RowProblem]) {
        for problem in rowProblems {
            add(Problem(text: problem.message, job: problem.jobID))
            if let job = problem.jobID {
                unreadable[job] = .malformed(endpoint: problem.endpoint, reason: problem.field)
            }
        }
    }
}
