internal import Model

/// A row of the knowledge base: by which words a failure is known, what it means, and what to do.
struct KnownFailure: Sendable {
    /// How much the words say. A text that fits several rows is what the first rank says of it.
    enum Rank: Int, CaseIterable, Sendable {
        /// The name of the error itself: an error class, an exception that has one meaning.
        case named
        /// A sentence that leaves little doubt.
        case told
        /// A status code, or words that several causes share.
        case general
        /// An exception of a programming language that says only that the code failed.
        case exception
        /// What wraps another failure: it speaks only where nothing else does.
        case wrapper

        var confidence: Double {
            switch self {
            case .named: 0.9
            case .told: 0.8
            case .general: 0.65
            case .exception: 0.6
            case .wrapper: 0.4
            }
        }
    }

    let category: ErrorCategory
    let rank: Rank
    /// Of these the text holds at least one. Small letters, at least four bytes each.
    let any: [String]
    /// And all of these,
    let all: [String]
    /// and none of these.
    let none: [String]
    let rootCause: String
    let suggestedAction: String

    init(
        _ category: ErrorCategory,
        _ rank: Rank,
        any: [String],
        all: [String] = [],
        none: [String] = [],
        cause: String,
        action: String
    ) {
        self.category = category
        self.rank = rank
        self.any = any
        self.all = all
        self.none = none
        rootCause = cause
        suggestedAction = action
    }
}
