internal import Model

/// The rows that entered their status last: by the second, as the reports show it, then in the order of the report.
struct NewestRows {
    let shown: [JobRow]
    /// How many further ones there are.
    let hidden: Int

    private struct Place {
        let section: Int
        let row: Int
        let seconds: Int64
    }

    /// Rows are looked at in place: to copy each of them would cost more than the search.
    init(_ sections: [Report.Section], limit: Int = Limits.listedRows, where isWanted: (JobStatus) -> Bool) {
        var newest: [Place] = []
        var count = 0
        for section in sections.indices {
            for row in sections[section].rows.indices where isWanted(sections[section].rows[row].status) {
                count += 1
                let seconds = RowOrder.seconds(sections[section].rows[row].enteredAt)
                if newest.count == limit, let last = newest.last, last.seconds >= seconds { continue }
                let place = newest.firstIndex { $0.seconds < seconds } ?? newest.count
                newest.insert(Place(section: section, row: row, seconds: seconds), at: place)
                if newest.count > limit { newest.removeLast() }
            }
        }
        shown = newest.map { sections[$0.section].rows[$0.row] }
        hidden = count - newest.count
    }
}
