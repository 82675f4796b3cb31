internal import Model

/// How a commit gets onto the branch: attempts to move it, looks at where it stands, and what follows from each, as a
/// state machine without I/O. No commit of ours is made twice, and none is lost (api/github, 2.7, 2.9 and 6).
struct RefMove: Sendable {
    enum Step: Equatable, Sendable {
        /// Move the branch to the commit, or create it there.
        case attempt
        /// Wait, then read the branch.
        case look(after: Duration)
        /// The branch stands at `head`: does its history hold our commit?
        case compare(head: GitObjectID)
        case landed(GitObjectID)
        /// Build the commit anew on what the branch shows; `nil` where it is gone.
        case rebuild(on: GitObjectID?)
        case fail(PublishError)
    }

    enum Answer: Equatable, Sendable {
        case accepted
        /// The branch is not where the commit was built: moved, or created by somebody else. There is one.
        case outdated
        /// There is no branch any more.
        case gone
        /// No answer, or one that does not tell.
        case lost(PublishError)
    }

    enum Ancestry: Equatable, Sendable {
        case contained
        /// The head is older than our commit, or unknown: a late read.
        case behind
        case diverged
    }

    private enum Phase: Equatable {
        case unsent
        case outdated
        case gone
        case unsure
        case accepted
    }

    private static let lookFirst: Duration = .milliseconds(500)
    private static let lookLongest: Duration = .seconds(4)
    private static let repeatAfter: Duration = .seconds(7)  // of unsuccessful looks: then the same commit once more
    private static let staleLongest: Duration = .seconds(30)  // reads are late by so much; beyond, they are the truth

    private let limits: PublishLimits
    private var generator: SeededGenerator
    private var phase = Phase.unsent
    private var commit: GitObjectID?
    private var base: GitObjectID?
    /// Every commit of this publication that may have landed.
    private(set) var attempted: Set<GitObjectID> = []
    /// Heads the branch was found to have left: a read that shows one is late.
    private var left: Set<GitObjectID?> = []
    private var losses = 0
    private var wasRetried = false
    private var rebuilds = 0
    private var staleLooks = 0
    private var staleWait: Duration = .zero
    private var looks = 0
    private var lookWait: Duration = .zero
    private var wasRepeated = false

    init(limits: PublishLimits, seed: UInt64) {
        self.limits = limits
        generator = SeededGenerator(seed: seed)
    }

    /// The commit was built on `base`, the head of the branch; `nil` where the branch is to be created.
    mutating func begin(_ commit: GitObjectID, on base: GitObjectID?) -> Step {
        self.commit = commit
        self.base = base
        phase = .unsent
        losses = 0
        looks = 0
        lookWait = .zero
        wasRepeated = false
        attempted.insert(commit)
        return .attempt
    }

    mutating func answered(_ answer: Answer) -> Step {
        switch (answer, phase) {
        case (.accepted, _):
            phase = .accepted
            return .look(after: wasRepeated ? nextLook() : .zero)
        // The repetition met a later commit, or the end of the branch.
        case (.outdated, .accepted), (.gone, .accepted): return .look(after: nextLook())
        case (.outdated, .unsent), (.outdated, .unsure), (.outdated, .outdated), (.outdated, .gone),
            (.gone, .unsent), (.gone, .unsure), (.gone, .outdated), (.gone, .gone):
            phase = answer == .gone ? .gone : .outdated
            left.insert(base)
            return .look(after: jitter(upTo: .milliseconds(250) * (rebuilds * rebuilds)))
        case (.lost, .accepted): return .look(after: nextLook())
        case (.lost(let error), .unsent), (.lost(let error), .unsure), (.lost(let error), .outdated),
            (.lost(let error), .gone):
            losses += 1
            guard losses < limits.attempts else { return .fail(error) }
            phase = .unsure
            return .look(after: .milliseconds(500 << (losses - 1)))
        }
    }

    /// The branch was read; `nil`: there is none.
    mutating func saw(_ head: GitObjectID?) -> Step {
        if let head, attempted.contains(head) { return .landed(head) }
        switch phase {
        case .unsent: preconditionFailure("the branch was looked at before anything was sent")
        case .unsure where head == base: return .attempt
        case .unsure, .outdated, .gone:
            // No branch where there was one is a late read as well, unless the service said so where it writes.
            if left.contains(head) || (head == nil && phase != .gone) { return waitForFreshRead(showing: head) }
            // A commit whose answer was lost may lie below somebody else's.
            if losses > 0, let head { return .compare(head: head) }
            return rebuild(on: head)
        case .accepted:
            guard let head, head != base, !left.contains(head) else { return waitForOurs() }
            return .compare(head: head)
        }
    }

    mutating func compared(_ ancestry: Ancestry, head: GitObjectID) -> Step {
        guard let commit else { preconditionFailure("a comparison before a commit") }
        switch (ancestry, phase) {
        case (.contained, _): return .landed(commit)
        case (.behind, .accepted): return waitForOurs()
        case (.diverged, .accepted): return rebuild(on: head)  // somebody forced the branch: ours is gone from it
        case (.behind, .unsent), (.behind, .unsure), (.behind, .outdated), (.behind, .gone),
            (.diverged, .unsent), (.diverged, .unsure), (.diverged, .outdated), (.diverged, .gone):
            return rebuild(on: head)
        }
    }

    // MARK: What follows

    private mutating func rebuild(on head: GitObjectID?) -> Step {
        guard rebuilds < limits.rebuilds else { return .fail(.conflict(rebuilds: rebuilds)) }
        rebuilds += 1
        return .rebuild(on: head)
    }

    /// A read that shows a head the branch has left is late, or somebody forced the branch back to it: the longer it
    /// stays so, the more it is the latter.
    private mutating func waitForFreshRead(showing head: GitObjectID?) -> Step {
        if staleWait > Self.staleLongest, !wasRetried {
            wasRetried = true
            return head == base ? .attempt : rebuild(on: head)
        }
        guard staleWait < limits.staleWait else { return .fail(.staleReads) }
        let pause = min(.seconds(1 << min(staleLooks, 4)), limits.staleWait - staleWait)
        staleLooks += 1
        staleWait += pause
        return .look(after: pause)
    }

    private mutating func waitForOurs() -> Step {
        guard let commit else { preconditionFailure("a look before a commit") }
        guard lookWait < limits.verificationWait else { return .fail(.unverified(commit: commit)) }
        if lookWait >= Self.repeatAfter, !wasRepeated {
            wasRepeated = true
            return .attempt
        }
        return .look(after: nextLook())
    }

    private mutating func nextLook() -> Duration {
        let pause = min(Self.lookFirst * (1 << min(looks, 3)), Self.lookLongest)
        looks += 1
        lookWait += pause
        return pause
    }

    /// So that two publishers on one branch do not keep step.
    private mutating func jitter(upTo longest: Duration) -> Duration {
        let bound = min(longest, .seconds(4)).wholeMilliseconds
        return bound > 0 ? .milliseconds(Int64.random(in: 0...bound, using: &generator)) : .zero
    }
}
