package import Model

/// What a failure means.
package struct Diagnosis: Sendable, Hashable {
    package let category: ErrorCategory
    package let rootCause: String
    package let suggestedAction: String
    /// 0 to 1: how sure the category is.
    package let confidence: Double
    /// 16 hexadecimal digits, equal for equal failures.
    package let fingerprint: String
}
