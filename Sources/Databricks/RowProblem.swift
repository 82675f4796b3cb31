package import Model

/// A row of an answer that could not be read. It alone is lost, and named: the report says that it is not known.
package struct RowProblem: Hashable, Sendable {
    /// The call, like `runs/list`.
    package let endpoint: String
    /// The field that is missing or of another type.
    package let field: String
    /// What is known of the row, like `run 123`, or its place in the page.
    package let row: String
    /// Whose row it is, where that could be read: what the report says of that job is then not known.
    package let jobID: JobID?
    /// The job's name, where the row is a job's and that could be read.
    package let jobName: String?

    init(endpoint: String, field: String, row: String, jobID: JobID? = nil, jobName: String? = nil) {
        self.endpoint = endpoint
        self.field = field
        self.row = row
        self.jobID = jobID
        self.jobName = jobName
    }

    package var message: String { "\(endpoint): \(row) has no readable \(field)" }
}
