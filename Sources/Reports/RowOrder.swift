internal import Model

/// The order of the rows: workspaces as configured, then job name by Unicode scalars, then job id, rows without one
/// last. Rows of workspaces that are not configured are left out.
enum RowOrder {
    /// What a comparison needs, side by side: the strings themselves are looked at only where eight bytes are equal.
    private struct Key {
        let place: Int
        let prefix: UInt64
        let index: Int
    }

    static func sorted(_ rows: [JobRow], places: [WorkspaceName: Int]) -> [JobRow] {
        var keys: [Key] = []
        keys.reserveCapacity(rows.count)
        for (index, row) in rows.enumerated() {
            guard let place = places[row.workspace] else { continue }
            keys.append(Key(place: place, prefix: prefix(of: row.jobName), index: index))
        }
        keys.sort { left, right in
            if left.place != right.place { return left.place < right.place }
            if left.prefix != right.prefix { return left.prefix < right.prefix }
            // Field by field: a copy of a row would count references to all its texts.
            let names = compare(rows[left.index].jobName, rows[right.index].jobName)
            if names != 0 { return names < 0 }
            let (firstID, secondID) = (rows[left.index].jobID?.value ?? .max, rows[right.index].jobID?.value ?? .max)
            return firstID != secondID ? firstID < secondID : left.index < right.index
        }
        return keys.map { rows[$0.index] }
    }

    /// As the jobs stand, those without a row last; of one job the newest start first, then run id, then task key. Starts
    /// count to the second: so far the report shows them, and rows read back from it fall into the same order as rows
    /// that still know their milliseconds.
    ///
    /// - Parameter jobs: in their order.
    static func sorted(_ rows: [FailureRow], places: [WorkspaceName: Int], jobs: [JobRow]) -> [FailureRow] {
        let jobPlaces = JobPlaces(jobs, failing: rows)
        let known = rows.compactMap { row in places[row.workspace].map { (place: $0, job: jobPlaces[row], row: row) } }
        let sorted = known.enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            if first.place != second.place { return first.place < second.place }
            if first.job != second.job { return first.job < second.job }
            if first.row.jobID != second.row.jobID { return first.row.jobID < second.row.jobID }
            let (firstStart, secondStart) = (seconds(first.row.run.startTime), seconds(second.row.run.startTime))
            if firstStart != secondStart { return firstStart > secondStart }
            if first.row.run.id != second.row.run.id { return first.row.run.id < second.row.run.id }
            let keys = compare(first.row.task?.key ?? "", second.row.task?.key ?? "")
            if keys != 0 { return keys < 0 }
            let (firstTask, secondTask) = (first.row.task?.runID.value ?? 0, second.row.task?.runID.value ?? 0)
            return firstTask != secondTask ? firstTask < secondTask : left.offset < right.offset
        }
        return sorted.map(\.element.row)
    }

    /// Where the jobs that failed stand among all.
    private struct JobPlaces {
        private struct Key: Hashable {
            let workspace: WorkspaceName
            let job: JobID
        }

        private var places: [Key: Int] = [:]

        init(_ jobs: [JobRow], failing rows: [FailureRow]) {
            for row in rows { places[Key(workspace: row.workspace, job: row.jobID)] = .max }
            for (place, job) in jobs.enumerated() {
                guard let id = job.jobID else { continue }
                let key = Key(workspace: job.workspace, job: id)
                if places[key] != nil { places[key] = place }
            }
        }

        subscript(row: FailureRow) -> Int { places[Key(workspace: row.workspace, job: row.jobID)] ?? .max }
    }

    /// As a report shows it; what has no time is older than everything.
    static func seconds(_ instant: Timestamp?) -> Int64 {
        guard let instant else { return .min }
        let quotient = instant.milliseconds / 1_000
        return instant.milliseconds % 1_000 < 0 ? quotient - 1 : quotient
    }

    /// By Unicode scalars, which is the order of the UTF-8 bytes: below, at or above zero.
    static func compare(_ left: String, _ right: String) -> Int {
        let (first, second) = (left.utf8.span, right.utf8.span)
        for index in 0..<min(first.count, second.count) where first[index] != second[index] {
            return first[index] < second[index] ? -1 : 1
        }
        return (first.count - second.count).signum()
    }

    private static func prefix(of name: String) -> UInt64 {
        let bytes = name.utf8.span
        var prefix: UInt64 = 0
        for index in 0..<8 { prefix = prefix << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0) }
        return prefix
    }
}
