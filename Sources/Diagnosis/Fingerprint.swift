/// A number that is equal for equal failures: a hash of the failure's template.
///
/// The template is the innermost cause, and what was raised because of it unless that only wraps it, with everything
/// masked that differs between two runs (FailureTemplate). A failure without any text has its codes instead.
enum Fingerprint {
    /// 16 hexadecimal digits.
    static func hexadecimal(of evidence: FailureEvidence, _ texts: FailureTexts) -> String {
        let digits = String(hash(of: template(of: evidence, texts)), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    static func template(of evidence: FailureEvidence, _ texts: FailureTexts) -> [UInt8] {
        let speaking = [texts.error, texts.message].first { !isGeneric(FailureTemplate.of($0.head)) } ?? texts.trace
        let outer = FailureTemplate.of(speaking.head)
        let chained = [speaking, texts.trace].first(where: \.isChained)
        let inner = FailureTemplate.of((chained ?? (isWrapper(outer) ? texts.trace : speaking)).innermost)
        if outer.isEmpty, inner.isEmpty { return codes(evidence, texts) }
        if inner.isEmpty || isSame(outer, inner) { return outer }
        return outer.isEmpty || isWrapper(outer) ? inner : outer + [0x0A] + inner
    }

    /// One of the two may have been cut, or have further lines.
    private static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.starts(with: right) || right.starts(with: left)
    }

    private static func codes(_ evidence: FailureEvidence, _ texts: FailureTexts) -> [UInt8] {
        let message = FailureTemplate.of(texts.message.head).text
        let codes = [evidence.terminationCode, evidence.terminationType, evidence.resultState].map { $0 ?? "" }
        return Array((codes + [message]).joined(separator: "|").utf8)
    }

    /// Says only that something failed, and where to look.
    private static func isGeneric(_ template: [UInt8]) -> Bool {
        template.isEmpty || template.begins(with: "Workload failed, see run output")
    }

    private static let wrappers = [
        "Py4JJavaError: An error occurred while calling", "An error occurred while calling", "Py4JJavaError",
        "SparkException: Job aborted", "SparkException: Task failed while writing",
        "SparkException: [TASK_WRITE_FAILED]",
        "SparkException: Exception thrown in awaitResult", "PythonException: Traceback", "ExecutionException",
        "InvocationTargetException", "UndeclaredThrowableException", "SparkException: [FAILED_EXECUTE_UDF]",
        "Job aborted",
        "Command failed", "Exception: Job aborted", "PythonException", "SparkException: [JOB_ABORTED",
    ]

    private static func isWrapper(_ template: [UInt8]) -> Bool {
        wrappers.contains { template.begins(with: $0) }
    }

    /// FNV-1a, 64 bits: the same on every machine, in every version.
    private static func hash(of bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
