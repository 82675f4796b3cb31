package import Model

/// Why something failed, what to do about it, and which failures are the same.
package struct Diagnosis: Sendable, Hashable {
    package let category: ErrorCategory
    /// One sentence.
    package let rootCause: String
    /// One sentence that a person woken at night can act on.
    package let suggestedAction: String
    /// 0 (nothing is known) to 1 (the service itself says so).
    package let confidence: Double
    /// 16 hexadecimal digits; equal for equal failures (INTERFACE.md, "Cells").
    package let fingerprint: String

    package init(
        category: ErrorCategory,
        rootCause: String,
        suggestedAction: String,
        confidence: Double,
        fingerprint: String
    ) {
        self.category = category
        self.rootCause = rootCause
        self.suggestedAction = suggestedAction
        self.confidence = confidence
        self.fingerprint = fingerprint
    }
}
