/// What the service says of the state of a run or of a task run. `Outcome` makes one verdict of its words.
///
/// Nearly all runs of a page say the same: they share one object, which makes a run small and cheap to copy.
@dynamicMemberLookup
package struct RunState: Hashable, Sendable {
    private let shared: Shared

    package init(_ words: Words) { shared = Shared(words) }

    package var words: Words { shared.words }

    package subscript<Value>(dynamicMember word: KeyPath<Words, Value>) -> Value { shared.words[keyPath: word] }

    package static func == (left: RunState, right: RunState) -> Bool {
        left.shared === right.shared || left.shared.words == right.shared.words
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(shared.words) }

    private final class Shared: Sendable {
        let words: Words

        init(_ words: Words) { self.words = words }
    }
}

extension RunState {
    /// The older shape (`state`) and the newer one (`status`) side by side, either of which may be missing
    /// (api/databricks, 6).
    package struct Words: Hashable, Sendable {
        package var hasState = false
        package var lifeCycleState: String?
        package var resultState: String?
        package var stateMessage = ""

        package var statusState: String?
        package var terminationCode: String?
        package var terminationType: String?
        package var terminationMessage = ""

        package init() {}

        package mutating func forgetState() {
            hasState = false
            lifeCycleState = nil
            resultState = nil
            stateMessage = ""
        }

        package mutating func forgetStatus() {
            statusState = nil
            terminationCode = nil
            terminationType = nil
            terminationMessage = ""
        }
    }

    /// The service's own words: `state_message`, else the termination's message; empty where it says nothing.
    package var message: String {
        shared.words.stateMessage.isEmpty ? shared.words.terminationMessage : shared.words.stateMessage
    }
}
