internal import Model

/// The rows that entered their status last: by the second, as the reports show it, then in the order of the report.
struct NewestRows {
    let limit: Int
    private(set) var shown: [JobRow] = []
    private var count = 0

    init(limit: Int) { self.limit = limit }

    /// How many were offered and are not shown.
    var hidden: Int { count - shown.count }

    mutating func offer(_ row: JobRow) {
        count += 1
        let seconds = RowOrder.seconds(row.enteredAt)
        if shown.count == limit, let last = shown.last, RowOrder.seconds(last.enteredAt) >= seconds { return }
        let place = shown.firstIndex { RowOrder.seconds($0.enteredAt) < seconds } ?? shown.count
        shown.insert(row, at: place)
        if shown.count > limit { shown.removeLast() }
    }
}
