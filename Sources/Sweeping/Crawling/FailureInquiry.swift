internal import Databricks
internal import History
internal import Model

/// Follows a failed run to its tasks' errors: `runs/get` page by page, then the output of each failed task's last
/// attempt (DESIGN 7).
struct FailureInquiry: Sendable {
    /// A run_job task starts a run that may start others. Real chains are 2 or 3 long.
    static let depthLimit = 5
    /// Pages of 100 task runs or iterations. A job has at most 1,000 tasks; retries add entries.
    static let pageLimit = 200
    /// Errors of iterations that are asked for; the cell holds 1,000 scalars.
    static let iterationLimit = 5
    /// Bytes of an error, or of a trace, that are kept until all is read: far more than a cell holds, so that what is
    /// masked leaves enough.
    static let textLimit = 131_072

    let client: DatabricksClient
    let memory: OutputMemory

    enum Finding {
        case facts(FailureFacts)
        /// The run is no longer as it was listed: it is being repaired, or was.
        case changed(Run)
    }

    /// - Parameter run: a failed run as a listing showed it.
    /// - Throws: `DatabricksError` where the workspace as a whole has ended, `CancellationError`. Anything less is a
    ///   problem of the facts.
    func finding(about run: Run) async throws -> Finding {
        var facts = FailureFacts()
        do {
            var changed: Run?
            var isThere = false
            let tasks = try await tasks(of: run.id, &facts) { seen in
                isThere = true
                if !seen.isInSameState(as: run) { changed = seen }
            }
            if let changed { return .changed(changed) }
            guard isThere else { throw DatabricksError.malformed(endpoint: "runs/get", reason: "run_id") }
            facts.unread = facts.unreadOfTask
            let failed = Self.failed(lastAttempts(tasks))
            let kept = memory.outputs(of: failed.map(\.runID))
            for task in failed {
                facts.unreadOfTask = nil
                let (error, trace) = try await cause(of: task, kept[task.runID], &facts)
                facts.tasks.append(.init(task: task, error: error, trace: trace, unread: facts.unreadOfTask))
            }
            let texts = facts.tasks.flatMap { task in
                [EscapeSequence.removed(from: task.task.state.message), task.error, task.trace]
            }
            for id in facts.fetched.keys {
                facts.fetched[id]?.run = run.id
                facts.fetched[id]?.texts = texts
            }
        } catch let error as DatabricksError where !error.endsWorkspace {
            // An answer that there is nothing is an answer: the run's own message serves.
            if case .notFound = error { facts.hasGone = true }
            if !error.isAnswer {
                facts.problems.append("run \(run.id): \(error.phrase)")
                facts.unread = error.phrase
            }
        }
        return .facts(facts)
    }

    /// Those that failed by themselves, not because another did.
    private static func failed(_ tasks: [TaskRun]) -> [TaskRun] {
        tasks.filter { $0.outcome.status == .failed && !$0.outcome.isUpstreamFailure }
    }

    private func tasks(
        of run: RunID,
        _ facts: inout FailureFacts,
        _ see: (Run) -> Void = { _ in }
    ) async throws -> [TaskRun] {
        let pages = try await pages(of: run, &facts)
        for run in pages.compactMap(\.run) { see(run) }
        return pages.flatMap(\.tasks)
    }

    /// - Throws: as the client; `DatabricksError.endless` for a list without an end.
    private func pages(of run: RunID, _ facts: inout FailureFacts) async throws -> [RunDetail] {
        var pages: [RunDetail] = []
        var walk = PageWalk(of: "runs/get", limit: Self.pageLimit)
        while let request = walk.next {
            if request.token == nil { pages = [] }
            guard let page = try await walk.page({ try await client.run(run, pageToken: request.token) }) else {
                continue
            }
            pages.append(page)
            try walk.took(nextPageToken: page.nextPageToken)
        }
        for problem in pages.flatMap(\.problems) {
            // What is lost may be the very task that failed.
            facts.unreadOfTask = DatabricksError.malformed(endpoint: problem.endpoint, reason: problem.field).phrase
            facts.problems.append(problem.message)
        }
        return pages
    }

    /// The cause as the history has it, or as the service says now.
    private func cause(
        of task: TaskRun, _ kept: KeptOutput?, _ facts: inout FailureFacts
    ) async throws -> (error: String, trace: String) {
        switch kept {
        case .output(let error, let trace, _): return (error ?? "", trace ?? "")
        case .gone: return ("", "")
        case nil: break
        }
        let (problems, hadGone) = (facts.problems.count, facts.hasGone)
        facts.hasGone = false
        let found = try await cause(of: task, depth: 0, &facts)
        // Nobody reads a trace's colours, nor a megabyte of it.
        let cause = (
            error: EscapeSequence.removed(from: found.error).cut(toBytes: Self.textLimit),
            trace: EscapeSequence.removed(from: found.trace).cut(toBytes: Self.textLimit)
        )
        // What could not be read, or was not there, may be there the next time; a child run may be repaired.
        if facts.problems.count == problems, task.kind == .other, !cause.error.isEmpty {
            facts.fetched[task.runID] = FetchedOutput(
                kept: .output(error: cause.error, trace: cause.trace, startedRunID: nil))
        }
        facts.hasGone = facts.hasGone || hadGone
        return cause
    }

    /// - Returns: empty texts where the task's own message is all there is.
    private func cause(
        of task: TaskRun,
        depth: Int,
        _ facts: inout FailureFacts
    ) async throws -> (error: String, trace: String) {
        switch task.kind {
        case .forEach(let errors) where !errors.isEmpty: return (errors.joined(separator: "; "), "")
        case .forEach:
            let iterations = try await iterationErrors(of: task, &facts)
            if !iterations.error.isEmpty { return iterations }
        case .runJob, .other: break
        }
        guard let output = try await output(of: task, &facts) else { return ("", "") }
        if let error = output.error, !error.isEmpty { return (error, output.errorTrace ?? "") }
        // The child run is a row of its own; its errors serve where the parent's task says nothing itself.
        if task.kind == .runJob, let child = output.startedRunID, depth < Self.depthLimit, task.state.message.isEmpty {
            return try await childCause(child, depth: depth + 1, &facts)
        }
        return ("", output.errorTrace ?? "")
    }

    /// - Returns: `nil` where there is none to be had.
    private func output(of task: TaskRun, _ facts: inout FailureFacts) async throws -> RunOutput? {
        do {
            return try await client.output(of: task.runID)
        } catch let error as DatabricksError where !error.endsWorkspace {
            if case .notFound = error { facts.hasGone = true }
            facts.noteUnread("output of task \(task.taskKey), run \(task.runID)", error)
            return nil
        }
    }

    private func iterationErrors(
        of task: TaskRun,
        _ facts: inout FailureFacts
    ) async throws -> (error: String, trace: String) {
        var iterations: [TaskRun] = []
        do {
            iterations = try await pages(of: task.runID, &facts).flatMap(\.iterations)
        } catch let error as DatabricksError where !error.endsWorkspace {
            if case .notFound = error { facts.hasGone = true }
            facts.noteUnread("iterations of task \(task.taskKey)", error)
        }
        var errors: [String] = []
        var trace = ""
        let failed = iterations.filter { $0.outcome.status == .failed }.sorted { $0.runID < $1.runID }
        for iteration in failed.prefix(Self.iterationLimit) {
            let output = try await output(of: iteration, &facts)
            let error = output?.error.flatMap { $0.isEmpty ? nil : $0 } ?? iteration.state.message
            if !error.isEmpty, !errors.contains(error) { errors.append(error) }
            if trace.isEmpty { trace = output?.errorTrace ?? "" }
        }
        return (errors.joined(separator: "; "), trace)
    }

    /// The errors of the run that a run_job task started.
    private func childCause(
        _ run: RunID,
        depth: Int,
        _ facts: inout FailureFacts
    ) async throws -> (error: String, trace: String) {
        var errors: [String] = []
        var trace = ""
        do {
            let tasks = try await tasks(of: run, &facts)
            for task in Self.failed(lastAttempts(tasks)) {
                let cause = try await cause(of: task, depth: depth, &facts)
                errors.append(cause.error.isEmpty ? task.state.message : cause.error)
                if trace.isEmpty { trace = cause.trace }
            }
        } catch let error as DatabricksError where !error.endsWorkspace {
            facts.noteUnread("run \(run)", error)
        }
        return (errors.filter { !$0.isEmpty }.joined(separator: "; "), trace)
    }
}

extension FailureFacts {
    fileprivate mutating func noteUnread(_ what: String, _ error: DatabricksError) {
        guard !error.isAnswer else { return }
        unreadOfTask = error.phrase
        problems.append("\(what): \(error.phrase)")
    }
}

extension DatabricksError {
    /// The service said that there is nothing to be had, which is all there is to know.
    fileprivate var isAnswer: Bool {
        switch self {
        case .notFound, .invalidRequest: true
        case .credentialRefused, .noCredential, .signInRefused, .signInFailed, .permissionDenied, .refused, .throttled,
            .unavailable, .notAnAPI, .malformed, .endless, .transport, .notAsked, .givenUp:
            false
        }
    }
}
