internal import Model

/// Reads the failures report back, for sweeps that cover some workspaces only.
enum PriorFailures {
    /// A report without some of the columns gives no rows and a warning: half a failure is none.
    static func read(_ file: ReportFile, warnings: inout [String]) -> [WorkspaceName: [FailureRow]] {
        var csv = CSVReader(file.bytes)
        guard let first = csv.next() else { return [:] }
        var places: [FailureColumn: Int] = [:]
        if case .cells(let header) = first {
            for (place, name) in header.enumerated() {
                if let column = FailureColumn(rawValue: name) { places[column] = place }
            }
        }
        guard places.count == FailureColumn.allCases.count else {
            let missing = FailureColumn.allCases.filter { places[$0] == nil }.map(\.rawValue)
            warnings.append("\(file.path): not read, its header lacks \(missing.joined(separator: ", "))")
            return [:]
        }
        var failures: [WorkspaceName: [FailureRow]] = [:]
        var loss = PriorLoss(path: file.path)
        while let record = csv.next() {
            switch record {
            case .damaged(let line, let damage): loss.count("line \(line): \(damage.message)")
            case .cells(let cells):
                do throws(PriorCellError) {
                    let row = try row { column in places[column].map { cells[$0] } ?? "" }
                    failures[row.workspace, default: []].append(row)
                } catch {
                    loss.count(error.message)
                }
            }
        }
        loss.report(to: &warnings)
        return failures
    }

    private static func row(_ cell: (FailureColumn) -> String) throws(PriorCellError) -> FailureRow {
        func unreadable(_ column: FailureColumn) -> PriorCellError { PriorCellError(column.rawValue, cell(column)) }
        func text(_ column: FailureColumn) -> String { FormulaGuard.text(cell(column)) }
        guard let workspace = WorkspaceName(cell(.workspace)) else { throw unreadable(.workspace) }
        guard let jobID = PriorNumber.read(cell(.jobID)) else { throw unreadable(.jobID) }
        guard let runID = PriorNumber.read(cell(.runID)) else { throw unreadable(.runID) }
        guard let category = ErrorCategory(rawValue: cell(.errorCategory)) else { throw unreadable(.errorCategory) }
        var task: FailureRow.FailedTask?
        if let id = PriorNumber.read(cell(.taskRunID)) {
            let attempt = PriorNumber.read(cell(.attempt)).map(Int.init) ?? 0
            task = FailureRow.FailedTask(key: text(.taskKey), runID: RunID(id), attempt: attempt)
        }
        return FailureRow(
            workspace: workspace,
            environment: text(.environment),
            jobID: JobID(jobID),
            jobName: text(.jobName),
            run: RunCells(
                id: RunID(runID),
                resultState: text(.resultState),
                startTime: Timestamp(text: cell(.startTime)),
                endTime: Timestamp(text: cell(.endTime)),
                durationSeconds: PriorNumber.read(cell(.durationSeconds)),
                pageURL: text(.runPageURL)
            ),
            terminationCode: text(.terminationCode),
            errorCategory: category,
            errorFingerprint: text(.errorFingerprint),
            task: task,
            errorDetails: text(.errorDetails),
            errorTrace: text(.errorTrace),
            suggestedAction: text(.suggestedAction)
        )
    }
}
