internal import Model

/// Says what a failure means, by rules: what the service says for certain, then the knowledge base over the texts.
package struct Diagnostician: Sendable {
    /// How much of a trace is looked at, at each of its ends: the cause stands at one of them.
    private static let traceBytes = 16 << 10

    package init() {}

    package func diagnose(_ evidence: FailureEvidence) -> Diagnosis {
        let rule = Self.rule(for: evidence)
        return Diagnosis(
            category: rule.entry.category,
            rootCause: rule.entry.rootCause,
            suggestedAction: rule.entry.action,
            confidence: rule.confidence,
            fingerprint: Fingerprint(evidence).text
        )
    }

    private static func rule(for evidence: FailureEvidence) -> (entry: KnowledgeEntry, confidence: Double) {
        if let entry = TerminationRules.certain(evidence) { return (entry, 1) }
        // The error is the task's own word; the message often quotes it; a trace names much that is beside the point.
        for text in [evidence.error, evidence.stateMessage, traceEnds(evidence.errorTrace)] where !text.isEmpty {
            if let entry = KnowledgeBase.match(InnermostCause.of(text)) ?? KnowledgeBase.match(text) {
                return (entry, 0.9)
            }
        }
        if let entry = TerminationRules.likely(evidence) { return (entry, 0.7) }
        return (KnowledgeEntry.unknown, 0)
    }

    private static func traceEnds(_ trace: String) -> String {
        guard trace.utf8.count > traceBytes * 2 else { return trace }
        return String(decoding: Array(trace.utf8.suffix(traceBytes)), as: UTF8.self)
            + "\n" + String(decoding: Array(trace.utf8.prefix(traceBytes)), as: UTF8.self)
    }
}
