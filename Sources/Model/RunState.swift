/// What the service says of the state of a run or of a task run: the older shape (`state`) and the newer one (`status`)
/// side by side, either of which may be missing (api/databricks, 6). `Outcome` makes one verdict of both.
package struct RunState: Hashable, Sendable {
    package var lifeCycleState: String?
    package var resultState: String?
    package var stateMessage: String
    package var hasState: Bool

    package var statusState: String?
    package var terminationCode: String?
    package var terminationType: String?
    package var terminationMessage: String

    package init(
        hasState: Bool = false,
        lifeCycleState: String? = nil,
        resultState: String? = nil,
        stateMessage: String = "",
        statusState: String? = nil,
        terminationCode: String? = nil,
        terminationType: String? = nil,
        terminationMessage: String = ""
    ) {
        self.hasState = hasState
        self.lifeCycleState = lifeCycleState
        self.resultState = resultState
        self.stateMessage = stateMessage
        self.statusState = statusState
        self.terminationCode = terminationCode
        self.terminationType = terminationType
        self.terminationMessage = terminationMessage
    }

    /// The service's own words: `state_message`, else the termination's message; empty where it says nothing.
    package var message: String { stateMessage.isEmpty ? terminationMessage : stateMessage }
}
