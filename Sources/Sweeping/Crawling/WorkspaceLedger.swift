internal import Databricks
internal import Model

/// All that the answers of one workspace have said so far: whole pages go in, nothing of their JSON stays.
struct WorkspaceLedger: Sendable {
    private(set) var jobs: [JobID: Job] = [:]
    private(set) var runs = RunIndex()
    private(set) var facts: [RunID: FailureFacts] = [:]
    /// Jobs whose latest run could not be read, and why.
    private(set) var unreadable: [JobID: DatabricksError] = [:]
    /// What was lost or cannot be trusted, a line each.
    private(set) var problems: [String] = []
    /// Rows of runs read, repetitions not counted twice where they are known.
    private(set) var runsRead = 0

    /// Why the list of jobs, or the window of runs, is not whole.
    var jobListError: DatabricksError?
    var windowError: DatabricksError?

    mutating func take(_ page: JobPage) {
        for job in page.jobs { jobs[job.id] = job }
        note(page.problems)
    }

    /// - Returns: whether the page said anything that was not known.
    mutating func take(_ page: RunPage, order: Int) -> Bool {
        note(page.problems)
        let news = runs.take(page.runs, order: order)
        runsRead += news.unseen
        return news.changed > 0
    }

    mutating func take(_ newFacts: FailureFacts, of run: RunID) {
        facts[run] = newFacts
        problems += newFacts.problems
    }

    mutating func markUnreadable(_ job: JobID, _ error: DatabricksError) { unreadable[job] = error }

    mutating func note(_ problem: String) { problems.append(problem) }

    private mutating func note(_ rowProblems: [RowProblem]) {
        for problem in rowProblems {
            problems.append(problem.message)
            if let job = problem.jobID {
                unreadable[job] = .malformed(endpoint: problem.endpoint, reason: problem.field)
            }
        }
    }
}
