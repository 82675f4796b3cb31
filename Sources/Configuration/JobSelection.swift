package import Model

/// Which jobs an entry of `jobs` is about.
package enum JobSelection: Hashable, Sendable {
    case everything
    case name(String)
    case glob(Glob)
    case id(JobID)
    /// All must match. By key, and none twice.
    case tags([JobTag])

    /// The entry as a report names it where no job matches.
    package var entryText: String {
        switch self {
        case .everything: "*"
        case .name(let name): name
        case .glob(let glob): glob.pattern
        case .id(let id): "id \(id)"
        case .tags(let tags): "tags " + tags.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
        }
    }

    /// Names and tags are compared byte by byte: two spellings that only look the same are two names.
    package func matches(_ job: Job) -> Bool {
        switch self {
        case .everything: true
        case .name(let name): job.name.map { $0.utf8.elementsEqual(name.utf8) } ?? false
        case .glob(let glob): job.name.map { glob.matches($0) } ?? false
        case .id(let id): job.id == id
        case .tags(let tags): tags.allSatisfy { $0.stands(in: job.tags) }
        }
    }

    /// By bytes, as `matches` compares.
    package static func == (left: JobSelection, right: JobSelection) -> Bool { left.identity == right.identity }

    package func hash(into hasher: inout Hasher) { hasher.combine(identity) }

    private var identity: [UInt8] {
        switch self {
        case .everything: [0]
        case .name(let name): [1] + name.utf8
        case .glob(let glob): [2] + glob.pattern.utf8
        case .id(let id): [3] + id.description.utf8
        case .tags(let tags): tags.reduce(into: [4]) { $0 += Array($1.key.utf8) + [0xFF] + $1.value.utf8 + [0xFF] }
        }
    }
}

package struct JobTag: Sendable {
    package let key: String
    package let value: String

    package init(key: String, value: String) {
        self.key = key
        self.value = value
    }

    fileprivate func stands(in tags: [String: String]) -> Bool {
        // The dictionary calls canonically equivalent keys equal, so the found one is compared again.
        guard let index = tags.index(forKey: key) else { return false }
        let (foundKey, foundValue) = tags[index]
        return foundKey.utf8.elementsEqual(key.utf8) && foundValue.utf8.elementsEqual(value.utf8)
    }
}
