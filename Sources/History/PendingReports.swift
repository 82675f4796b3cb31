/// Where reports go.
package struct PublishDestination: Hashable, Sendable {
    /// With its host, where there are several.
    package let repository: String
    package let branch: String
    package let directory: String

    package init(repository: String, branch: String, directory: String) {
        self.repository = repository
        self.branch = branch
        self.directory = directory
    }
}

/// Reports that are to be published: the files are on the disk, and this says which they are.
package struct PendingReports: Hashable, Sendable {
    package let destination: PublishDestination
    /// Of all the files; equal for equal files.
    package let digest: String
    package let sweepID: String

    package init(destination: PublishDestination, digest: String, sweepID: String) {
        self.destination = destination
        self.digest = digest
        self.sweepID = sweepID
    }
}
