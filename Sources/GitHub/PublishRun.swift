internal import Model
internal import Pacing

/// One publication, from the first read of the branch to the sight of our commit on it. Decides nothing by itself:
/// `PublishPlan` says what has to change, `RefMove` how the branch gets there.
final class PublishRun {
    private enum Base {
        /// The branch stands there.
        case branch(GitObjectID)
        /// The branch does not exist; this is the default branch's head.
        case missing(from: GitObjectID)
        case empty
    }

    private enum Landing {
        case landed(GitObjectID)
        case rebuild(on: GitObjectID?)
    }

    private let connection: Connection
    private let reader: HeadReader
    private let cache: ObjectCache
    private let branch: String
    private let desired: DesiredTree
    private let removal: RemovalRule?
    private let message: String
    private let identity: GitCommit.Identity
    /// One time for every try, so that the same commit has the same id.
    private let time: Timestamp
    private var move: RefMove
    private var generator: SeededGenerator
    /// How many files each commit of ours wrote or removed.
    private var counts: [GitObjectID: Int] = [:]
    private let firstCommit: FirstCommit
    private let interruption: Interruption
    private var wasRead = false
    /// A first commit was sent into an empty repository.
    private var isOpening = false
    /// Pauses between reads that show no branch at all: they are late by half a minute at most.
    private var staleReads: [Duration] = [1, 4, 10, 16].map { .seconds($0) }

    init(
        connection: Connection, cache: ObjectCache, branch: String, desired: DesiredTree, removal: RemovalRule?,
        message: String, identity: GitCommit.Identity, time: Timestamp, seed: UInt64, interruption: Interruption
    ) {
        self.connection = connection
        reader = HeadReader(connection: connection, cache: cache)
        firstCommit = FirstCommit(connection: connection)
        self.cache = cache
        self.branch = branch
        self.desired = desired
        self.removal = removal
        self.message = message
        self.identity = identity
        self.time = time
        self.interruption = interruption
        move = RefMove(limits: connection.limits, seed: seed)
        generator = SeededGenerator(seed: seed)
    }

    func run() async throws -> (Publication.Outcome, files: Int) {
        defer { if isOpening { interruption.finish() } }
        // After a reading the branch is not read again before there is something to do: what moved since shows when it
        // is moved.
        let seen = cache.takeSeen()
        var isSeen = seen != nil
        var base: Base
        if let seen { base = .branch(seen) } else { base = try await findBase() }
        while true {
            let head: GitObjectID
            let isMissing: Bool
            switch base {
            case .branch(let id): (head, isMissing) = (id, false)
            case .missing(let id): (head, isMissing) = (id, true)
            case .empty:
                guard let first = FirstCommit.file(of: desired.files) else { return (.unchanged, 0) }
                // From the first file on, somebody may see the branch: the rest follows.
                if !isOpening { try interruption.begin() }
                isOpening = true
                let made = try await firstCommit.make(first, on: branch, like: commit(of: .emptyTree, on: []))
                if let made { base = .branch(made) } else { base = try await findBase() }
                continue
            }
            let landing: Landing
            if let commit = try await build(on: head) {
                landing = try await land(commit, on: isMissing ? nil : head)
            } else if isMissing {
                landing = try await land(head, on: nil)  // nothing differs: the branch alone is made
            } else if isSeen {
                isSeen = false
                base = try await findBase()
                continue
            } else {
                return try await settle(at: head)
            }
            switch landing {
            case .landed(let commit) where counts[commit] == nil: return (.unchanged, 0)
            case .landed(let commit): return (.committed(commit), filled + (counts[commit] ?? 0))
            case .rebuild(on: let id?): base = .branch(id)
            case .rebuild(on: nil): base = try await findBase()
            }
        }
    }

    // MARK: The base

    private func findBase() async throws -> Base {
        defer { wasRead = true }
        switch try await reader.head(of: branch, isFirst: !wasRead) {
        case .at(let id): return .branch(id)
        case .empty: return .empty
        case .absent: break
        }
        let repository = try await connection.repository()
        if repository.archived == true { throw PublishError.archived(repository: repository.full_name) }
        switch try await connection.head(of: repository.default_branch).0 {
        case .at(let id): return repository.default_branch == branch ? .branch(id) : .missing(from: id)
        case .empty: return .empty
        case .absent where !staleReads.isEmpty:
            // Somebody may just have made it, as our first commit does, and reads are late.
            try await connection.pause(staleReads.removeFirst())
            return try await findBase()
        case .absent:
            throw PublishError.nothingToBranchFrom(branch: branch, defaultBranch: repository.default_branch)
        }
    }

    /// Nothing differs from the head: because nothing changed, or because a commit of ours whose answer was lost is in
    /// its history.
    private func settle(at head: GitObjectID) async throws -> (Publication.Outcome, files: Int) {
        for commit in move.attempted.sorted(by: { $0.description < $1.description }) where counts[commit] != nil {
            if commit == head { return (.committed(commit), filled + (counts[commit] ?? 0)) }
            if try await reader.ancestry(of: commit, in: head) == .contained {
                return (.committed(commit), filled + (counts[commit] ?? 0))
            }
        }
        // With several files, somebody else wrote what the first commit lacks.
        guard desired.files.count == 1, let commit = try await firstCommit.landed(in: head, reader) else {
            return (.unchanged, 0)
        }
        return (.committed(commit), filled)
    }

    /// Files of the first commit, where there is one.
    private var filled: Int { firstCommit.isTried ? 1 : 0 }

    private func commit(of tree: GitObjectID, on parents: [GitObjectID]) -> GitCommit {
        GitCommit(tree: tree, parents: parents, identity: identity, time: time, message: message)
    }

    // MARK: The commit

    /// - Returns: `nil` where the head holds everything already.
    private func build(on head: GitObjectID) async throws -> GitObjectID? {
        let root = try await reader.commit(head).tree.sha
        var wanted = Set(desired.directories.keys)
        if let directory = PublishPlan.removalDirectory(of: removal, in: desired.base) { wanted.insert(directory) }
        let listing = try await reader.listing(
            HeadListing(root: root, wanted: wanted, desired: desired.directories))
        if listing.isTruncated { connection.warn("GitHub cut a listing of the repository: its folders are too large.") }
        cache.keep(levels: listing.known(by: desired), commit: nil)
        let plan = try PublishPlan(desired: desired, removal: removal, listing: listing)
        let removals = try await owned(plan.candidates)
        guard !plan.writes.isEmpty || !removals.isEmpty else { return nil }
        let levels = listing.levels(writing: plan.writes, removing: removals)
        let tree = try await TreeWriter(connection: connection).write(
            on: root, writes: plan.writes, removals: removals, expected: levels?.last?.id)
        guard tree != root else { return nil }
        let commit = commit(of: tree, on: [head])
        let written = try await connection.newCommit(commit)
        cache.keep(written)
        let isForetold = written.sha == .commit(commit)
        cache.keep(levels: levels ?? [], commit: isForetold ? commit.content : nil)
        counts[written.sha] = plan.writes.count + removals.count
        return written.sha
    }

    private func owned(_ candidates: [PublishPlan.GitCandidate]) async throws -> [RepositoryPath] {
        guard let removal else { return [] }
        var candidates = candidates
        if candidates.count > connection.limits.removalReads {
            connection.warn("More files without a workspace than are looked at in one publication.")
            candidates.shuffle(using: &generator)  // each gets its turn in some sweep
            candidates.removeSubrange(connection.limits.removalReads...)
        }
        var owned: [RepositoryPath] = []
        for candidate in candidates where try await reader.isOwned(candidate.id, by: removal) {
            owned.append(candidate.path)
        }
        return owned.sorted()
    }

    // MARK: The branch

    /// Acts on what `RefMove` decides, until the commit stands on the branch or must be built anew.
    private func land(_ commit: GitObjectID, on base: GitObjectID?) async throws -> Landing {
        try interruption.begin()
        defer { interruption.finish() }
        var step = move.begin(commit, on: base)
        var wasAccepted = false
        var isUnsure = false
        while true {
            do {
                switch step {
                case .landed(let commit): return .landed(commit)
                case .rebuild(let head): return .rebuild(on: head)
                case .fail(let error): throw Failed(error: error)
                case .attempt:
                    let isNew = base == nil && !wasAccepted
                    try Task.checkCancellation()
                    isUnsure = true
                    let answer =
                        try await (isNew ? connection.create(branch, at: commit) : connection.move(branch, to: commit))
                    if answer == .accepted { wasAccepted = true }
                    if answer == .outdated || answer == .gone { isUnsure = false }
                    step = move.answered(answer)
                case .look(let pause):
                    try await connection.pause(pause)
                    step = move.saw(try await look())
                case .compare(let head):
                    step = move.compared(try await reader.ancestry(of: commit, in: head), head: head)
                }
            } catch let failed as Failed {
                throw failed.error
            } catch let error as PublishError where wasAccepted {
                connection.warn("The branch could not be looked at again: \(error.message).")
                throw PublishError.unverified(commit: commit)
            } catch is CancellationError where wasAccepted {
                connection.warn("Interrupted before commit \(commit) was seen on the branch.")
                return .landed(commit)
            } catch is CancellationError where isUnsure {
                throw PublishError.interrupted(commit: commit)
            }
        }
    }

    /// What `RefMove` gave up with, as against an error of a call.
    private struct Failed: Error {
        let error: PublishError
    }

    private func look() async throws -> GitObjectID? {
        if case .at(let id) = try await reader.head(of: branch) { return id }
        return nil
    }
}
