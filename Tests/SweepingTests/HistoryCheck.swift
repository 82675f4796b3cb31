import Model
import Simulator

/// Holds one workspace's rows against its ground truth while everything changed under the sweep: a row is right if every
/// cell of it was true at one and the same instant of the sweep.
struct HistoryCheck {
    let workspace: SimulatedWorkspace
    let start: Timestamp
    let end: Timestamp
    let lookback: Duration
    /// Of a workspace that was not read whole, rows may say that they are not known, and failures may be missing.
    var isWhole = true
    /// Of one whose jobs were not listed, rows may be missing.
    var isListed = true

    private var name: String { workspace.plan.name }

    /// What is wrong, a sentence each.
    func complaints(jobs rows: [[String: String]], failures: [[String: String]]) -> [String] {
        let byID = Dictionary(grouping: rows) { $0["Job_Id"] ?? "" }
        var complaints = byID.filter { $0.value.count > 1 }.map { "\(name): job \($0.key) has several rows" }
        let known = Set(workspace.jobs.map { String($0.id) })
        complaints += byID.keys.filter { !known.contains($0) }.map { "\(name): no job \($0)" }
        let failuresOfJob = Dictionary(grouping: failures) { $0["Job_Id"] ?? "" }
        for job in workspace.jobs {
            let row = byID[String(job.id)]?.first
            complaints += presenceComplaints(job, isShown: row != nil)
            if let row { complaints += rowComplaints(job, row) }
            complaints += failureComplaints(job, failuresOfJob[String(job.id)] ?? [], isShown: row != nil)
        }
        return complaints + orderComplaints(rows)
    }

    private func presenceComplaints(_ job: SimulatedJob, isShown: Bool) -> [String] {
        let listed = instants(job).map { job.isListed(at: $0.milliseconds) }
        if !isShown, isListed, listed.allSatisfy({ $0 }) { return ["\(name): job \(job.id) has no row"] }
        if isShown, !listed.contains(true) { return ["\(name): job \(job.id) must have no row"] }
        return []
    }

    private func rowComplaints(_ job: SimulatedJob, _ row: [String: String]) -> [String] {
        if Self.isFlagged(row) {
            return isWhole ? ["\(name): job \(job.id) is not known, and nothing says so beside its row"] : []
        }
        var nearest: [String]?
        for instant in instants(job) {
            let cells = ExpectedCells.cells(of: GroundTruth.job(job, of: workspace, at: instant))
            let wrong = Self.differences(row, cells)
            if wrong.isEmpty { return [] }
            if wrong.count < nearest?.count ?? .max { nearest = wrong }
        }
        return ["\(name): job \(job.id) was never like this: \((nearest ?? []).joined(separator: "; "))"]
    }

    private func failureComplaints(_ job: SimulatedJob, _ rows: [[String: String]], isShown: Bool) -> [String] {
        guard isShown else { return rows.isEmpty ? [] : ["\(name): failures of job \(job.id), which has no row"] }
        var rest = Dictionary(grouping: rows) { $0["Run_Id"] ?? "" }
        var complaints: [String] = []
        for run in workspace.runs where run.jobIndex == job.index && run.start >= (start - lookback).milliseconds {
            let found = rest.removeValue(forKey: String(run.id)) ?? []
            let truths = instants(job).map { GroundTruth.failures(of: run, in: workspace, at: $0) }
            if !isWhole {
                complaints += partComplaints(found, truths.flatMap { $0 })
                continue
            }
            let isRight = truths.contains { truth in
                truth.count == found.count
                    && zip(found, truth).allSatisfy { Self.differences($0, ExpectedCells.cells(of: $1)).isEmpty }
            }
            if isRight { continue }
            let wrong = zip(found, truths.first ?? []).flatMap { Self.differences($0, ExpectedCells.cells(of: $1)) }
            complaints.append(
                "\(name): run \(run.id) (\(run.kind)) has \(found.count) failures, not \(truths.map(\.count)):"
                    + wrong.joined(separator: "; "))
        }
        return complaints + rest.keys.map { "\(name): run \($0) is no failure of this report" }
    }

    /// Each row must be flagged, or be one of those that were true.
    private func partComplaints(_ rows: [[String: String]], _ truths: [ExpectedFailure]) -> [String] {
        let cells = truths.map { ExpectedCells.cells(of: $0) }
        return rows.filter { row in
            !Self.isFlagged(row) && !cells.contains { Self.differences(row, $0).isEmpty }
        }.map { "\(name): no failure was ever like this: \($0)" }
    }

    private static func isFlagged(_ row: [String: String]) -> Bool {
        let details = row["Error_Details"] ?? ""
        return row["Status"] == "UNREACHABLE" || details.hasPrefix("Could not be read: ")
            || details.contains("(its output could not be read: ")
    }

    private func orderComplaints(_ rows: [[String: String]]) -> [String] {
        let names = Dictionary(uniqueKeysWithValues: workspace.jobs.map { (String($0.id), $0.name ?? "") })
        let keys = rows.compactMap { row in
            row["Job_Id"].flatMap { id in names[id].map { (Array($0.unicodeScalars), Int64(id) ?? 0) } }
        }
        let isSorted = zip(keys, keys.dropFirst()).allSatisfy { left, right in
            left.0 == right.0 ? left.1 < right.1 : left.0.lexicographicallyPrecedes(right.0)
        }
        return isSorted ? [] : ["\(name): rows out of order"]
    }

    private func instants(_ job: SimulatedJob) -> [Timestamp] {
        GroundTruth.instants(of: job, in: workspace, from: start, to: end)
    }

    private static func differences(_ row: [String: String], _ cells: [String: String]) -> [String] {
        cells.filter { row[$0.key] != $0.value }.map { "\($0.key) is \(row[$0.key] ?? "missing"), not \($0.value)" }
    }
}
