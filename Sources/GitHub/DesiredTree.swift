/// The files of a publication as they are to stand in the repository, with the id of each file and folder as it would
/// be if nobody else kept anything there.
struct DesiredTree: Sendable {
    struct File: Sendable, Equatable {
        let path: RepositoryPath
        let bytes: [UInt8]
        let id: GitObjectID
    }

    /// By path.
    let files: [File]
    /// Where the files are published.
    let base: RepositoryPath
    /// Every folder that holds one of the files, at any depth, the repository's root included.
    let directories: [RepositoryPath: GitObjectID]
    /// What those folders then hold.
    let levels: [RepositoryPath: TreeListing]
    private let paths: Set<RepositoryPath>

    init(_ files: [PublishedFile], in directory: String, limit: Int) throws(PublishError) {
        guard files.count <= limit else { throw .tooManyFiles(count: files.count, limit: limit) }
        guard let base = RepositoryPath(directory) else { throw .invalidPath(path: directory) }
        var desired: [File] = []
        var paths: Set<RepositoryPath> = []
        for file in files {
            guard let path = RepositoryPath(file.path), !path.isRoot, paths.insert(base.appending(path)).inserted
            else { throw .invalidPath(path: file.path) }
            desired.append(File(path: base.appending(path), bytes: file.bytes, id: .blob(file.bytes)))
        }
        desired.sort { $0.path < $1.path }
        var levels: [RepositoryPath: [GitTreeEntry]] = [:]
        for file in desired {
            levels[file.path.parent, default: []].append(
                GitTreeEntry(name: file.path.name, mode: .file, id: file.id, size: file.bytes.count))
            for ancestor in file.path.ancestors {
                guard !paths.contains(ancestor) else { throw .invalidPath(path: file.path.text) }
                if levels[ancestor] == nil { levels[ancestor] = [] }
            }
        }
        self.files = desired
        self.base = base
        self.paths = paths
        self.levels = Self.listings(of: levels)
        directories = self.levels.mapValues(\.id)
    }

    func contains(_ path: RepositoryPath) -> Bool { paths.contains(path) }

    /// From the deepest folder up, so that each finds the ids of those in it.
    private static func listings(of levels: [RepositoryPath: [GitTreeEntry]]) -> [RepositoryPath: TreeListing] {
        var levels = levels
        var listings: [RepositoryPath: TreeListing] = [:]
        for directory in levels.keys.sorted(by: { $0.components.count > $1.components.count }) {
            let entries = levels[directory] ?? []
            let listing = TreeListing(id: .tree(entries), entries: entries, isTruncated: false)
            listings[directory] = listing
            guard !directory.isRoot else { continue }
            levels[directory.parent, default: []].append(
                GitTreeEntry(name: directory.name, mode: .directory, id: listing.id))
        }
        return listings
    }
}
