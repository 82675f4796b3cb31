internal import Model
internal import Transport

/// The texts of one failure, masked together: a value recognised in one of them is masked in all.
struct FailureTexts {
    let message: String
    let error: String
    let trace: String

    init(message: String, error: String, trace: String, redactor: Redactor) {
        let texts = redactor.redact([message, error, trace])
        self.message = texts[0]
        self.error = texts[1]
        self.trace = texts[2]
    }
}
