internal import Model

/// Says why a run failed: by the service's own code where that decides, else by the knowledge base, else `unknown`.
///
/// Pure and quick: of every text at most its first and last 32 KiB are read, so any input takes bounded time.
package struct Diagnostician: Sendable {
    private let knowledge: KnowledgeBase

    package init() { knowledge = .all }

    package func diagnose(_ evidence: FailureEvidence) -> Diagnosis {
        let texts = FailureTexts(evidence)
        let matches = texts.fragments.lazy.map { knowledge.matches($0) }
        let meaning = explanation(
            TerminationVerdict(evidence), matches: matches, hasText: !texts.error.isEmpty || !texts.trace.isEmpty)
        return Diagnosis(
            category: meaning.category,
            rootCause: meaning.rootCause,
            suggestedAction: meaning.suggestedAction,
            confidence: meaning.confidence,
            fingerprint: Fingerprint.hexadecimal(of: evidence, texts))
    }

    private struct Explanation {
        let category: ErrorCategory
        let rootCause: String
        let suggestedAction: String
        let confidence: Double

        init(_ failure: KnownFailure, confidence: Double? = nil) {
            category = failure.category
            rootCause = failure.rootCause
            suggestedAction = failure.suggestedAction
            self.confidence = confidence ?? failure.rank.confidence
        }

        init(_ meaning: TerminationMeaning, confidence: Double) {
            category = meaning.category
            rootCause = meaning.rootCause
            suggestedAction = meaning.suggestedAction
            self.confidence = confidence
        }

        /// Nothing known fits.
        init(hasText: Bool) {
            category = .unknown
            rootCause = hasText ? "No known failure has these words" : "The service kept no text that says why"
            suggestedAction =
                "Open the run's page and read the failed task's output and driver log; the cluster's event log"
                + " says whether its nodes were lost."
            confidence = 0
        }
    }

    private func explanation(
        _ verdict: TerminationVerdict,
        matches: some Sequence<[KnownFailure]>,
        hasText: Bool
    ) -> Explanation {
        switch verdict {
        case .decided(let meaning, let refinedBy):
            for fitting in matches {
                let refined = fitting.first { refinedBy.contains($0.category) && $0.rank != .wrapper }
                if let refined { return Explanation(refined, confidence: 0.95) }
            }
            return Explanation(meaning, confidence: 0.95)
        case .leaning(let meaning):
            return speaking(in: matches).map { Explanation($0) } ?? Explanation(meaning, confidence: 0.7)
        case .silent:
            if let failure = speaking(in: matches) { return Explanation(failure) }
            let wrapper = matches.lazy.compactMap(\.first).first { _ in true }
            return wrapper.map { Explanation($0) } ?? Explanation(hasText: hasText)
        }
    }

    /// The best row of the first fragment that says more than that something failed.
    private func speaking(in matches: some Sequence<[KnownFailure]>) -> KnownFailure? {
        for fitting in matches {
            if let best = fitting.first, best.rank != .wrapper { return best }
        }
        return nil
    }
}
