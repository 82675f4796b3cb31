/// A report as it stands, or is to stand, in the repository.
package struct PublishedFile: Sendable, Hashable {
    /// Relative to the directory of the target.
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// What a publication came to.
package struct Publication: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
        /// The branch holds this commit of ours, and was seen to.
        case committed(GitObjectID)
        /// The branch held everything already: nothing was written.
        case unchanged
    }

    package let outcome: Outcome
    /// Written or removed by the commit.
    package let files: Int
    /// Every request to the service, repeated ones included.
    package let calls: Int
    /// For the operator; each a whole sentence.
    package let warnings: [String]

    package init(outcome: Outcome, files: Int, calls: Int, warnings: [String]) {
        self.outcome = outcome
        self.files = files
        self.calls = calls
        self.warnings = warnings
    }
}
