/// What is known of one failure: of a task run, or of a run that failed without one. All texts are already redacted.
package struct FailureEvidence: Sendable, Hashable {
    /// The service's own words (`state_message`); often generic.
    package let stateMessage: String
    package let terminationCode: String?
    package let terminationType: String?
    /// `state.result_state`, else the life-cycle state.
    package let resultState: String?
    /// `error` and `error_trace` of `runs/get-output`; empty where there is none.
    package let error: String
    package let errorTrace: String

    package init(
        stateMessage: String = "",
        terminationCode: String? = nil,
        terminationType: String? = nil,
        resultState: String? = nil,
        error: String = "",
        errorTrace: String = ""
    ) {
        self.stateMessage = stateMessage
        self.terminationCode = terminationCode
        self.terminationType = terminationType
        self.resultState = resultState
        self.error = error
        self.errorTrace = errorTrace
    }
}
