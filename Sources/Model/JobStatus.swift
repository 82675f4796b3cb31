/// The `Status` column of the reports. The raw value is the text of the cell.
package enum JobStatus: String, CaseIterable, Hashable, Sendable {
    case success = "SUCCESS"
    case failed = "FAILED"
    case running = "RUNNING"
    case canceled = "CANCELED"
    case skipped = "SKIPPED"
    case noRuns = "NO_RUNS"
    case notFound = "NOT_FOUND"
    case unreachable = "UNREACHABLE"
}
