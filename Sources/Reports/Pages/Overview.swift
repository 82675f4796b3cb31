internal import Model

/// overview.svg: a bar per workspace, cut by status. No script, nothing loaded; the colours follow the reader's light
/// or dark scheme. Names stand above their bars, so that a phone's width is enough.
struct Overview {
    let sections: [Report.Section]

    // In pixels of the picture itself; a phone shows it at two thirds.
    private static let width = 560
    private static let margin = 20
    private static let rowHeight = 46
    private static let barHeight = 14
    private static let legendColumns = 3
    /// A job in trouble stays visible beside thousands that are not.
    private static let leastSegment = 4

    /// From the left: what to look at first.
    private static let order: [JobStatus] = [
        .failed, .unreachable, .notFound, .running, .canceled, .skipped, .noRuns, .success,
    ]

    private struct Bar {
        let name: String
        let tally: Tally
    }

    var text: String {
        let bars = self.bars
        let all = sections.tally
        let statuses = Self.order.filter { all[$0] > 0 }
        let legendRows = (statuses.count + Self.legendColumns - 1) / Self.legendColumns
        let top = 68 + legendRows * 24 + 8
        let height = top + max(bars.count, 1) * Self.rowHeight + 6
        var lines = head(height: height, all)
        lines.append(contentsOf: legend(statuses, all))
        for (place, bar) in bars.enumerated() { lines.append(contentsOf: row(bar, top: top + place * Self.rowHeight)) }
        if bars.isEmpty { lines.append(label(Self.margin, top + 14, "No workspace is configured.")) }
        return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
    }

    private var bars: [Bar] {
        let attention = Attention(sections, limit: Limits.bars)
        let shown = attention.shown.map { Bar(name: $0.workspace.name.text, tally: $0.tally) }
        guard !attention.hidden.isEmpty else { return shown }
        let name = "and \(PageText.count(attention.hidden.count, "more workspace"))"
        return shown + [Bar(name: name, tally: attention.hidden.tally)]
    }

    // MARK: - Parts

    private func head(height: Int, _ all: Tally) -> [String] {
        let scope = "\(PageText.count(all.total, "job")) in \(PageText.count(sections.count, "workspace"))"
        let counts = Self.order.filter { all[$0] > 0 }.map { "\(all[$0]) \($0.rawValue)" }.joined(separator: ", ")
        let description = counts.isEmpty ? "\(scope)." : "\(scope): \(counts)."
        return [
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.width) \(height)" width="\(Self.width)" \
            height="\(height)" role="img" aria-labelledby="title desc">
            """,
            "<title id=\"title\">Databricks jobs per workspace and status</title>",
            "<desc id=\"desc\">\(description)</desc>",
            Self.style,
            "<rect class=\"page\" x=\"0.5\" y=\"0.5\" width=\"\(Self.width - 1)\" height=\"\(height - 1)\" rx=\"8\"/>",
            label(Self.margin, 36, "Databricks jobs", style: "head"),
            label(Self.width - Self.margin, 36, scope, style: "quiet end"),
        ]
    }

    private func legend(_ statuses: [JobStatus], _ all: Tally) -> [String] {
        let columnWidth = (Self.width - 2 * Self.margin) / Self.legendColumns
        return statuses.enumerated().flatMap { place, status in
            let x = Self.margin + place % Self.legendColumns * columnWidth
            let y = 68 + place / Self.legendColumns * 24
            return [
                """
                <rect class="\(Self.style(of: status))" x="\(x)" y="\(y - 11)" width="12" height="12" rx="3"/>
                """,
                label(x + 19, y, "\(status.rawValue) \(all[status])", style: "small"),
            ]
        }
    }

    private func row(_ bar: Bar, top: Int) -> [String] {
        let barTop = top + 20
        var lines = [
            "<g><title>\(Self.escaped(Self.sentence(bar)))</title>",
            label(Self.margin, top + 14, Self.shortened(bar.name)),
            label(Self.width - Self.margin, top + 14, Self.figure(bar.tally), style: "small end"),
            """
            <rect class="track" x="\(Self.margin)" y="\(barTop)" width="\(Self.width - 2 * Self.margin)" \
            height="\(Self.barHeight)"/>
            """,
        ]
        var x = Self.margin
        for (status, width) in Self.segments(bar.tally, width: Self.width - 2 * Self.margin) {
            lines.append(
                """
                <rect class="\(Self.style(of: status))" x="\(x)" y="\(barTop)" width="\(width)" \
                height="\(Self.barHeight)"/>
                """)
            x += width
        }
        return lines + ["</g>"]
    }

    private func label(_ x: Int, _ y: Int, _ text: String, style: String? = nil) -> String {
        let attribute = style.map { " class=\"\($0)\"" } ?? ""
        return "<text x=\"\(x)\" y=\"\(y)\"\(attribute)>\(Self.escaped(text))</text>"
    }

    // MARK: - Figures

    /// Whole pixels that fill the width: `leastSegment` for each status that occurs, the rest by count; what rounding
    /// leaves over goes to the greatest.
    private static func segments(_ tally: Tally, width: Int) -> [(status: JobStatus, width: Int)] {
        let statuses = order.filter { tally[$0] > 0 }
        guard let greatest = statuses.max(by: { tally[$0] < tally[$1] }) else { return [] }
        let rest = width - statuses.count * leastSegment
        let segments = statuses.map { (status: $0, width: leastSegment + rest * tally[$0] / tally.total) }
        let missing = width - segments.reduce(0) { $0 + $1.width }
        return segments.map { $0.status == greatest ? ($0.status, $0.width + missing) : $0 }
    }

    private static func figure(_ tally: Tally) -> String {
        if tally.total == 0 { return "no jobs" }
        let trouble = order.prefix(3).filter { tally[$0] > 0 }.map { "\(tally[$0]) \($0.rawValue)" }
        return trouble.isEmpty ? PageText.count(tally.total, "job") : "\(trouble[0]) of \(tally.total)"
    }

    private static func sentence(_ bar: Bar) -> String {
        let counts = order.filter { bar.tally[$0] > 0 }.map { "\(bar.tally[$0]) \($0.rawValue)" }
        return "\(bar.name): \(counts.isEmpty ? "no jobs" : counts.joined(separator: ", "))"
    }

    /// Names are ASCII of at most 64 characters; the figure needs its place beside them.
    private static func shortened(_ name: String) -> String { name.count > 36 ? "\(name.prefix(35))…" : name }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
