package import Model

/// What a sweep found, as files. The same workspaces, columns and rows give the same bytes, in whatever order the rows
/// come: no clock, path or machine has a part in it.
///
/// Rows of workspaces that are not in the list are left out; the `Environment` cells are those of the list.
package struct Report: Sendable {
    /// A workspace and its rows in order.
    struct Section: Sendable {
        let workspace: ReportedWorkspace
        let rows: ArraySlice<JobRow>
        let tally: Tally
    }

    let columns: [ReportColumn]
    let sections: [Section]
    let failures: [FailureRow]
    let environments: [WorkspaceName: String]

    package init(
        workspaces: [ReportedWorkspace],
        rows: [JobRow],
        failures: [FailureRow],
        columns: [ReportColumn] = ReportColumn.all
    ) {
        let places = Dictionary(
            zip(workspaces.map(\.name), workspaces.indices), uniquingKeysWith: { first, _ in first })
        self.columns = ReportColumn.layout(columns)
        let sorted = RowOrder.sorted(rows, places: places)
        self.failures = RowOrder.sorted(failures, places: places, jobs: sorted)
        environments = Dictionary(
            workspaces.map { ($0.name, $0.environment) }, uniquingKeysWith: { first, _ in first })
        sections = Self.sections(workspaces, sorted)
    }

    /// Every file, in a fixed order: the two reports, the pages, then the workspaces as configured.
    package func files() -> [ReportFile] {
        let jobs = JobReports(report: self)
        let pages = [
            ReportFile(path: ReportFile.monitoringPath, bytes: jobs.monitoring),
            ReportFile(path: ReportFile.failuresPath, bytes: FailuresReport(report: self).bytes),
            ReportFile(path: ReportFile.summaryPath, bytes: Array(Summary(report: self).text.utf8)),
            ReportFile(path: ReportFile.overviewPath, bytes: Array(Overview(sections: sections).text.utf8)),
            ReportFile(path: ReportFile.guidePath, bytes: Array(Guide(report: self).text.utf8)),
        ]
        return pages
            + zip(sections, jobs.workspaces).map { section, bytes in
                ReportFile(path: ReportFile.path(of: section.workspace.name), bytes: bytes)
            }
    }

    private static func sections(_ workspaces: [ReportedWorkspace], _ rows: [JobRow]) -> [Section] {
        var start = 0
        return workspaces.map { workspace in
            var end = start
            var tally = Tally()
            while end < rows.count, rows[end].workspace == workspace.name {
                tally.count(rows[end].status)
                end += 1
            }
            defer { start = end }
            return Section(workspace: workspace, rows: rows[start..<end], tally: tally)
        }
    }
}

extension [Report.Section] {
    var tally: Tally { reduce(Tally()) { $0 + $1.tally } }
}
