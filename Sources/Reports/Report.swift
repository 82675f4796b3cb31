package import Model

/// One configured workspace, as the reports describe what is monitored.
package struct ReportedWorkspace: Sendable {
    package let name: WorkspaceName
    package let environment: String
    /// The entries of `jobs` as written.
    package let selections: [String]
    package let lookback: Duration
    package let requestsPerSecond: Double
    package let burst: Int
    package let maxInFlight: Int

    package init(
        name: WorkspaceName,
        environment: String,
        selections: [String],
        lookback: Duration,
        requestsPerSecond: Double,
        burst: Int,
        maxInFlight: Int
    ) {
        self.name = name
        self.environment = environment
        self.selections = selections
        self.lookback = lookback
        self.requestsPerSecond = requestsPerSecond
        self.burst = burst
        self.maxInFlight = maxInFlight
    }
}

/// All report files of a sweep: a function of the rows and the configuration alone, so that the same state gives the
/// same bytes.
package struct Report: Sendable {
    let workspaces: [ReportedWorkspace]
    /// Workspaces as configured, then by name, then by id.
    let rows: [JobRow]
    let failures: [FailureRow]
    let columns: [ReportColumn]

    package init(
        workspaces: [ReportedWorkspace],
        rows: [JobRow],
        failures: [FailureRow],
        columns: [ReportColumn] = ReportColumn.all
    ) {
        self.workspaces = workspaces
        self.columns = columns
        let places = Dictionary(
            workspaces.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
        self.rows = rows.sorted { left, right in
            let (leftPlace, rightPlace) = (places[left.workspace] ?? .max, places[right.workspace] ?? .max)
            if leftPlace != rightPlace { return leftPlace < rightPlace }
            if let order = left.jobName.scalarOrder(right.jobName) { return order }
            return (left.jobID?.value ?? .max) < (right.jobID?.value ?? .max)
        }
        self.failures = failures.sorted { left, right in
            let (leftPlace, rightPlace) = (places[left.workspace] ?? .max, places[right.workspace] ?? .max)
            if leftPlace != rightPlace { return leftPlace < rightPlace }
            let (leftStart, rightStart) = (left.run.startTime?.milliseconds ?? 0, right.run.startTime?.milliseconds ?? 0)
            if leftStart != rightStart { return leftStart > rightStart }
            if left.run.id != right.run.id { return left.run.id > right.run.id }
            return (left.task?.key ?? "").scalarOrder(right.task?.key ?? "") ?? false
        }
    }

    package func files() -> [ReportFile] {
        var files = [
            ReportFile(path: ReportPath.monitoring, bytes: MonitoringReport(columns: columns).bytes(rows)),
            ReportFile(path: ReportPath.failures, bytes: FailuresReport.bytes(failures)),
        ]
        let rowsByWorkspace = Dictionary(grouping: rows, by: \.workspace)
        for workspace in workspaces {
            files.append(
                ReportFile(
                    path: ReportPath.workspace(workspace.name.text),
                    bytes: MonitoringReport(columns: ReportColumn.base).bytes(rowsByWorkspace[workspace.name] ?? [])
                ))
        }
        files.append(ReportFile(path: ReportPath.summary, bytes: Array(Summary(self).text.utf8)))
        files.append(ReportFile(path: ReportPath.overview, bytes: Array(Overview(self).text.utf8)))
        files.append(ReportFile(path: ReportPath.documentation, bytes: Array(Guide(self).text.utf8)))
        return files
    }

    /// Rows of a status in a workspace.
    func count(_ status: JobStatus, in workspace: WorkspaceName) -> Int { counts[workspace]?[status] ?? 0 }

    var counts: [WorkspaceName: [JobStatus: Int]] {
        rows.reduce(into: [:]) { $0[$1.workspace, default: [:]][$1.status, default: 0] += 1 }
    }
}

extension String {
    /// Whether this stands before the other by Unicode scalars; `nil` where they are equal. (`<` compares canonical
    /// forms, which makes different names equal.)
    fileprivate func scalarOrder(_ other: String) -> Bool? {
        if utf8.elementsEqual(other.utf8) { return nil }
        // The order of UTF-8 is that of the scalars.
        return utf8.lexicographicallyPrecedes(other.utf8)
    }
}
