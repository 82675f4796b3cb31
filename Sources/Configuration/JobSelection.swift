package import Model

/// Which jobs one entry of `jobs` selects.
package enum JobSelection: Sendable, Hashable {
    case everything
    /// Exact: compared byte by byte, so that case and Unicode forms differ.
    case name(String)
    case glob(Glob)
    case id(JobID)
    /// All must match, byte by byte.
    case tags([String: String])

    package func matches(_ job: Job) -> Bool {
        switch self {
        case .everything: true
        case .name(let name): job.name.map { $0.utf8.elementsEqual(name.utf8) } ?? false
        case .glob(let glob): job.name.map(glob.matches) ?? false
        case .id(let id): job.id == id
        case .tags(let tags):
            tags.allSatisfy { key, value in
                job.tags.contains { $0.key.utf8.elementsEqual(key.utf8) && $0.value.utf8.elementsEqual(value.utf8) }
            }
        }
    }

    /// The entry as a NOT_FOUND row and the documents name it.
    package var text: String {
        switch self {
        case .everything: "*"
        case .name(let name): name
        case .glob(let glob): glob.text
        case .id(let id): "id \(id)"
        case .tags(let tags):
            "tags " + tags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        }
    }
}

/// An entry of `jobs`: a selection, and what is expected of the jobs it selects.
package struct JobEntry: Sendable, Hashable {
    package let selection: JobSelection
    package let tier: String?

    package init(_ selection: JobSelection, tier: String? = nil) {
        self.selection = selection
        self.tier = tier
    }
}
