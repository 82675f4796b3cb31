package import Model

/// What the last sweeps saw of a workspace.
package struct KnownWorkspace: Sendable {
    /// Jobs by their ids, then configured entries by their bytes. `enteredAt` is to the millisecond.
    package let rows: [JobRow]
    /// By run, then by task run.
    package let failures: [FailureRow]
    /// Jobs that were visible when their list was last read to its end.
    package let visibleJobs: Int?
    /// When the last sweep that read it started, and what it came to.
    package let lastSweep: Timestamp
    package let lastStatus: LandedWorkspace.Status

    package init(
        rows: [JobRow],
        failures: [FailureRow],
        visibleJobs: Int?,
        lastSweep: Timestamp,
        lastStatus: LandedWorkspace.Status
    ) {
        self.rows = rows
        self.failures = failures
        self.visibleJobs = visibleJobs
        self.lastSweep = lastSweep
        self.lastStatus = lastStatus
    }
}
