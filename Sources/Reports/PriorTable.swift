internal import Model

/// The cells of one earlier row, as they stand in the file.
struct PriorCells {
    /// One value for all rows of a file.
    private let places: [ReportColumn: Int]
    private let cells: [String]

    init(places: [ReportColumn: Int], cells: [String]) {
        self.places = places
        self.cells = cells
    }

    /// `nil` where the file has no such column.
    subscript(column: ReportColumn) -> String? { places[column].map { cells[$0] } }

    /// What makes two rows of a workspace the same: the job's id, else the entry as written.
    var identity: String {
        let id = self[.jobID] ?? ""
        return id == PriorReports.noJobID ? "\(id) \(self[.jobName] ?? "")" : id
    }

    /// The cells of `other` win.
    func overlaid(with other: PriorCells) -> PriorCells {
        let shifted = other.places.mapValues { $0 + cells.count }
        return PriorCells(places: places.merging(shifted) { _, new in new }, cells: cells + other.cells)
    }
}

/// A report of jobs as read back, its columns found by their names.
struct PriorTable {
    /// In the order of the file; damaged ones are missing.
    private(set) var rows: [PriorCells] = []
    /// The header has what was required.
    private(set) var isReadable = false
    /// Nothing is missing: every base column is there and no row was damaged.
    private(set) var isComplete = false

    /// An empty file is no table and gives no warning.
    init(_ file: ReportFile, required: Set<ReportColumn>, warnings: inout [String]) {
        var csv = CSVReader(file.bytes)
        guard let first = csv.next() else { return }
        var places: [ReportColumn: Int] = [:]
        if case .cells(let header) = first {
            for (place, name) in header.enumerated() {
                if let column = ReportColumn(rawValue: name) { places[column] = place }
            }
        }
        let missing = required.subtracting(places.keys).map(\.rawValue).sorted()
        guard missing.isEmpty else {
            warnings.append("\(file.path): not read, its header lacks \(missing.joined(separator: ", "))")
            return
        }
        isReadable = true
        var loss = PriorLoss(path: file.path)
        while let record = csv.next() {
            switch record {
            case .damaged(let line, let damage): loss.count("line \(line): \(damage.message)")
            case .cells(let cells):
                let row = PriorCells(places: places, cells: cells)
                if let name = row[.workspace], WorkspaceName(name) == nil {
                    loss.count("no workspace has the name “\(name.prefix(40))”")
                } else {
                    rows.append(row)
                }
            }
        }
        isComplete = loss.isEmpty && Set(ReportColumn.base).isSubset(of: places.keys)
        loss.report(to: &warnings)
    }

    func rowsByWorkspace() -> [WorkspaceName: [PriorCells]] {
        var groups: [WorkspaceName: [PriorCells]] = [:]
        for row in rows {
            guard let name = row[.workspace].flatMap(WorkspaceName.init) else { continue }
            groups[name, default: []].append(row)
        }
        return groups
    }
}

/// Counts what a file lost, for one warning.
struct PriorLoss {
    let path: String
    private var lost = 0
    private var firstReason = ""

    init(path: String) { self.path = path }

    var isEmpty: Bool { lost == 0 }

    mutating func count(_ reason: String) {
        if lost == 0 { firstReason = reason }
        lost += 1
    }

    func report(to warnings: inout [String]) {
        guard lost > 0 else { return }
        warnings.append("\(path): \(lost) \(lost == 1 ? "row" : "rows") cannot be read (\(firstReason))")
    }
}
