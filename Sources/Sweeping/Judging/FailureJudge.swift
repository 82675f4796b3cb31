internal import Diagnosis
internal import Model
internal import Transport

/// Says of one failed run why it failed, once for each failed task.
struct FailureJudge {
    let diagnostician: Diagnostician
    let redactor: Redactor

    struct Verdict {
        /// `nil` where the run failed without a failed task.
        let task: TaskRun?
        /// Redacted; empty without a task.
        let taskKey: String
        let terminationCode: String
        let details: String
        let trace: String
        let diagnosis: Diagnosis
    }

    /// By task key; never empty.
    func verdicts(on run: Run, _ facts: FailureFacts) -> [Verdict] {
        if let phrase = facts.unread { return [unread(run, phrase)] }
        if facts.tasks.isEmpty { return [verdict(on: run)] }
        let texts = FailureTexts.masked(
            facts.tasks.map { ($0.task.state.message, $0.error, $0.trace) }, redactor)
        return zip(facts.tasks, texts).map { verdict(on: $0, $1, of: run) }
    }

    /// That the run failed is known, and why it did is not: the row says so.
    private func unread(_ run: Run, _ phrase: String) -> Verdict {
        let known = verdict(on: run)
        return Verdict(
            task: nil, taskKey: "", terminationCode: known.terminationCode,
            details: UnreachableDetails(phrase: phrase, lastStatus: nil).text, trace: "", diagnosis: known.diagnosis)
    }

    private func verdict(on failed: FailureFacts.FailedTask, _ texts: FailureTexts, of run: Run) -> Verdict {
        let state = failed.task.state
        return Verdict(
            task: failed.task,
            taskKey: redactor.redact(failed.task.taskKey),
            terminationCode: state.terminationCode ?? run.state.terminationCode ?? "",
            details: details(texts, failed.unread),
            trace: texts.trace,
            diagnosis: diagnostician.diagnose(
                evidence(state, resultState: failed.task.outcome.resultState, texts))
        )
    }

    /// A text that stands for an output nobody could read, or could read in part, says so: it is not all there is.
    private func details(_ texts: FailureTexts, _ unread: String?) -> String {
        let known = texts.error.isEmpty ? texts.message : texts.error
        guard let unread else { return known }
        return known + (known.isEmpty ? "" : " ") + "(its output could not be read: \(unread))"
    }

    private func verdict(on run: Run) -> Verdict {
        let texts = FailureTexts(message: run.state.message, redactor: redactor)
        return Verdict(
            task: nil,
            taskKey: "",
            terminationCode: run.state.terminationCode ?? "",
            details: texts.message,
            trace: "",
            diagnosis: diagnostician.diagnose(evidence(run.state, resultState: run.outcome.resultState, texts))
        )
    }

    private func evidence(_ state: RunState, resultState: String, _ texts: FailureTexts) -> FailureEvidence {
        FailureEvidence(
            stateMessage: texts.message,
            terminationCode: state.terminationCode,
            terminationType: state.terminationType,
            resultState: resultState,
            error: texts.error,
            errorTrace: texts.trace
        )
    }
}

extension [FailureJudge.Verdict] {
    /// The task that failed first is taken for the cause: the job's row has room for one category.
    var cause: FailureJudge.Verdict? {
        self.min {
            ($0.task?.endTime?.milliseconds ?? .max, $0.task?.runID.value ?? 0)
                < ($1.task?.endTime?.milliseconds ?? .max, $1.task?.runID.value ?? 0)
        }
    }

    /// The error alone where one task failed; with several, each behind its key.
    var details: String { count == 1 ? self[0].details : detailsByTask }

    var failedTasks: [String] { filter { $0.task != nil }.map(\.taskKey) }

    var detailsByTask: String { map { "\($0.taskKey): \($0.details)" }.joined(separator: " | ") }
}
