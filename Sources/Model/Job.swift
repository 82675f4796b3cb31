/// A job as `jobs/list` shows it, cut to what dbmon uses.
package struct Job: Hashable, Sendable {
    package let id: JobID
    /// As the service sends it; `nil` for a job without settings or name.
    package let name: String?
    package let tags: [String: String]

    package init(id: JobID, name: String?, tags: [String: String] = [:]) {
        self.id = id
        self.name = name
        self.tags = tags
    }
}
