internal import Model
internal import Transport

/// The texts of one failure, masked together with those of its run: a value recognised in one of them is masked in all.
struct FailureTexts {
    let message: String
    let error: String
    let trace: String

    init(message: String, error: String = "", trace: String = "", redactor: Redactor) {
        self = Self.masked([(message, error, trace)], redactor)[0]
    }

    private init(_ message: String, _ error: String, _ trace: String) {
        (self.message, self.error, self.trace) = (message, error, trace)
    }

    /// The texts of all failed tasks of a run.
    static func masked(
        _ texts: [(message: String, error: String, trace: String)], _ redactor: Redactor
    ) -> [FailureTexts] {
        let masked = redactor.redact(texts.flatMap { [$0.message, $0.error, $0.trace] })
        return texts.indices.map { FailureTexts(masked[3 * $0], masked[3 * $0 + 1], masked[3 * $0 + 2]) }
    }
}
