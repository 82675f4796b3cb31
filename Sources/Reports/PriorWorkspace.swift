internal import Model

/// What earlier reports say of one workspace.
struct PriorWorkspace: Sendable {
    /// From the monitoring report.
    var monitoring: [PriorCells] = []
    /// From the workspace's own file.
    var own: [PriorCells] = []
    private(set) var rows: [JobRow] = []
    private var placesByID: [JobID: Int] = [:]
    /// By the bytes of the name as a cell: names that look alike are different entries.
    private var placesByEntry: [[UInt8]: Int] = [:]

    init() {}

    init(rows: [JobRow]) {
        self.rows = rows
        index()
    }

    func row(jobID: JobID?, jobName: String) -> JobRow? {
        let place = jobID.map { placesByID[$0] } ?? placesByEntry[Cell.text(jobName, .text)]
        return place.map { rows[$0] }
    }

    /// Makes rows of the cells and lets go of these.
    ///
    /// The monitoring report alone says what there is, unless it lacks base columns or rows: then the workspace's own
    /// file gives them, and the monitoring report what else it has of the same jobs.
    mutating func merge(_ name: WorkspaceName, monitoringIsEnough: Bool, _ warnings: inout [String]) {
        var loss = PriorLoss(path: monitoringIsEnough ? ReportFile.monitoringPath : ReportFile.path(of: name))
        let cells = monitoringIsEnough ? monitoring : Self.joined(own, monitoring)
        monitoring = []
        own = []
        rows = cells.compactMap { cells in
            do throws(PriorCellError) {
                return try cells.row(in: name)
            } catch {
                loss.count(error.message)
                return nil
            }
        }
        restoreNames()
        index()
        loss.report(to: &warnings)
    }

    /// Of two rows of one job the first counts.
    private mutating func index() {
        for (place, row) in rows.enumerated().reversed() {
            if let id = row.jobID {
                placesByID[id] = place
            } else {
                placesByEntry[Cell.text(row.jobName, .text)] = place
            }
        }
    }

    private static func joined(_ own: [PriorCells], _ monitoring: [PriorCells]) -> [PriorCells] {
        var rows = own
        let places = Dictionary(
            rows.enumerated().map { ($1.identity, $0) }, uniquingKeysWith: { first, _ in first })
        for row in monitoring {
            if let place = places[row.identity] {
                rows[place] = rows[place].overlaid(with: row)
            } else {
                rows.append(row)
            }
        }
        return rows
    }

    /// Takes the formula guard off the names. `'=a` may be the guarded name `=a` or a name that begins with a quote:
    /// the two stand in different places of the order, so the row behind tells which one fits.
    private mutating func restoreNames() {
        for place in rows.indices.reversed() {
            let written = rows[place].jobName
            guard let bare = FormulaGuard.unguardedName(written) else { continue }
            let next = place + 1 < rows.count ? rows[place + 1].jobName : nil
            let candidates = RowOrder.compare(written, bare) < 0 ? [bare, written] : [written, bare]
            let name = candidates.first { candidate in next.map { RowOrder.compare(candidate, $0) <= 0 } ?? true }
            rows[place].jobName = name ?? bare
        }
    }
}
