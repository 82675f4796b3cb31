/// What a workspace holds: its jobs, and every run that will ever be. Places in the arrays stand for ids.
struct WorkspaceContent {
    var jobs: [SimulatedJob] = []
    var drafts: [RunDraft] = []
}

/// A run before it has an id.
struct RunDraft {
    let job: Int
    let kind: SimulatedRunKind
    var start: Int64
    var end: Int64
    var firstEnd: Int64
    /// 0 where it is never repaired.
    var repairStart: Int64 = 0
    /// The first attempt of a run retried as a whole.
    var originalDraft: Int?
    var attempt = 0
    /// The run that a task of this one started, and the other way round.
    var childDraft: Int?
    var parentDraft: Int?
    var hasHugeLogs = false
    var vanishes = Int64.max
    let seed: UInt64
}
