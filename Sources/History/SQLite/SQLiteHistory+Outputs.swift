internal import GRDB
package import Model

extension SQLiteHistory {
    package func outputs(
        of taskRuns: [RunID], in workspace: WorkspaceName
    ) throws(HistoryError) -> [RunID: KeptOutput] {
        guard !taskRuns.isEmpty else { return [:] }
        return try perform { database in
            guard let (key, _) = try WorkspaceTable.find(workspace, in: database) else { return [:] }
            let select = try Query(
                """
                SELECT digest, is_gone, started_run_id, error, trace FROM output
                WHERE workspace = ? AND task_run_id = ?
                """, on: database)
            var outputs: [RunID: KeptOutput] = [:]
            for taskRun in taskRuns {
                outputs[taskRun] = try select.first { arguments in
                    arguments.put(key)
                    arguments.put(taskRun.value)
                } _: { columns throws(SQLiteFailure) in
                    try KeptOutput(&columns, of: taskRun, in: workspace)
                }
            }
            return outputs
        }
    }

    package func keep(
        _ outputs: [RunID: KeptOutput], of workspace: WorkspaceName, at now: Timestamp
    ) throws(HistoryError) {
        guard !outputs.isEmpty else { return }
        try write { database in
            let (key, _) = try WorkspaceTable.intern(workspace, in: database)
            // A row that is replaced gets a new id: ids stay in the order of `fetched_at`.
            let insert = try Query(
                """
                INSERT OR REPLACE INTO output
                    (workspace, task_run_id, fetched_at, digest, is_gone, started_run_id, error, trace)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """, on: database)
            for (taskRun, output) in outputs.sorted(by: { $0.key < $1.key }) {
                try insert.run { arguments in
                    arguments.put(key)
                    arguments.put(taskRun.value)
                    arguments.put(now.milliseconds)
                    output.put(into: &arguments, of: taskRun, in: workspace)
                }
            }
        }
    }
}

extension KeptOutput {
    fileprivate func digest(of taskRun: RunID, in workspace: WorkspaceName) -> Int64 {
        var digest = RowDigest()
        digest.add(workspace.text)
        digest.add(taskRun.value)
        if case .output(let error, let trace, let startedRunID) = self {
            digest.add(error)
            digest.add(trace)
            digest.add(startedRunID?.value)
        }
        return digest.value
    }

    fileprivate func put(into arguments: inout Arguments, of taskRun: RunID, in workspace: WorkspaceName) {
        arguments.put(digest(of: taskRun, in: workspace))
        switch self {
        case .output(let error, let trace, let startedRunID):
            arguments.put(false)
            arguments.put(startedRunID?.value)
            arguments.put(error)
            arguments.put(trace)
        case .gone: arguments.put(true)
        }
    }

    fileprivate init(
        _ columns: inout Columns, of taskRun: RunID, in workspace: WorkspaceName
    ) throws(SQLiteFailure) {
        let digest = try columns.integer()
        let isGone = try columns.claim()
        let startedRunID = try columns.optionalInteger().map(RunID.init)
        let error = try columns.optionalText()
        let trace = try columns.optionalText()
        self = isGone ? .gone : .output(error: error, trace: trace, startedRunID: startedRunID)
        guard digest == self.digest(of: taskRun, in: workspace) else {
            throw SQLiteFailure(.damage, "the output of task run \(taskRun) is not what was written")
        }
    }
}
