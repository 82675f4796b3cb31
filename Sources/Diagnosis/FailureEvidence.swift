/// What the service says of one failure, redacted.
package struct FailureEvidence: Sendable, Hashable {
    package let stateMessage: String
    package let terminationCode: String?
    package let terminationType: String?
    /// The state that decided.
    package let resultState: String?
    package let error: String
    package let errorTrace: String

    package init(
        stateMessage: String,
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
