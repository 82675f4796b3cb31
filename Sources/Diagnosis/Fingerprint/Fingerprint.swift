/// Sixteen digits that are equal for equal failures of other jobs, runs, workspaces and days.
struct Fingerprint {
    let text: String

    init(_ evidence: FailureEvidence) {
        let template = Self.template(evidence)
        text = Self.digits(of: Self.hash(template))
    }

    /// The innermost cause with all that varies masked; without a text, what the service decided.
    static func template(_ evidence: FailureEvidence) -> String {
        let generic = "workload failed, see run output for details"
        if !evidence.error.isEmpty { return FailureTemplate.of(InnermostCause.of(evidence.error)) }
        let message = evidence.stateMessage
        if !message.isEmpty, !message.lowercased().contains(generic) {
            return FailureTemplate.of(FailureTemplate.withoutTaskQuote(message))
        }
        return "code \(evidence.terminationCode ?? "") \(evidence.resultState ?? "")"
    }

    /// FNV-1a, 64 bits: stable over versions and machines, which Swift's own hashing is not.
    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    private static func digits(of hash: UInt64) -> String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
