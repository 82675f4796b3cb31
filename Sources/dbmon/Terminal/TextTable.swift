/// Columns of text under each other; numbers to the right.
struct TextTable {
    struct Cell {
        let text: String
        let tone: Style.Tone?

        init(_ text: String, _ tone: Style.Tone? = nil) {
            self.text = text
            self.tone = tone
        }
    }

    private let header: [String]
    private let rightAligned: Set<Int>
    private var rows: [[Cell]] = []

    init(_ header: [String], rightAligned: Set<Int>) {
        self.header = header
        self.rightAligned = rightAligned
    }

    mutating func add(_ row: [Cell]) { rows.append(row) }

    func lines(_ style: Style) -> [String] {
        let widths = header.indices.map { column in
            ([header[column]] + rows.map { $0[column].text }).map(\.count).max() ?? 0
        }
        func line(_ cells: [Cell]) -> String {
            var parts: [String] = []
            for (column, cell) in cells.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.text.count)
                let text = style.paint(cell.text, cell.tone)
                let isLast = column == cells.count - 1
                parts.append(rightAligned.contains(column) ? padding + text : isLast ? text : text + padding)
            }
            return "  " + parts.joined(separator: "  ")
        }
        return [line(header.map { Cell($0, .quiet) })] + rows.map(line)
    }
}
