internal import Model

/// overview.svg: a bar per workspace, cut by status. No script, nothing loaded; the colours follow the reader's light
/// or dark scheme, and each status has a pattern or lightness of its own besides. Names stand above their bars, so that
/// a phone's width is enough.
struct Overview {
    let sections: [Report.Section]

    // In pixels of the picture itself; a phone shows it at two thirds.
    private static let width = 560
    private static let margin = 20
    private static let inner = width - 2 * margin
    private static let rowHeight = 42
    private static let barHeight = 14
    private static let legendTop = 72
    private static let legendColumns = 3
    private static let legendRow = 24
    /// A job in trouble stays visible beside thousands that are not.
    private static let leastSegment = 5
    /// Between two segments, so that they can be told apart where colours cannot.
    private static let gap = 1

    fileprivate struct Bar {
        let name: String
        let tally: Tally
        var isUnknown = false
    }

    var text: String {
        let bars = self.bars
        let all = sections.tally
        let statuses = Tally.order.filter { all[$0] > 0 }
        let legendRows = (statuses.count + Self.legendColumns - 1) / Self.legendColumns
        let top = Self.legendTop + legendRows * Self.legendRow
        let height = top + max(bars.count, 1) * Self.rowHeight + 10
        var lines = head(height: height, all)
        lines.append(contentsOf: legend(statuses, all))
        for (place, bar) in bars.enumerated() { lines.append(contentsOf: row(bar, top: top + place * Self.rowHeight)) }
        if bars.isEmpty { lines.append(label(Self.margin, top + 14, "No workspace is configured.")) }
        return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
    }

    private var bars: [Bar] {
        let attention = Attention(sections, limit: Limits.bars)
        let shown = attention.shown.map {
            Bar(name: $0.workspace.name.text, tally: $0.tally, isUnknown: $0.isUnknown)
        }
        guard !attention.hidden.isEmpty else { return shown }
        let name = PageText.count(attention.hidden.count, "more workspace")
        return shown + [Bar(name: name, tally: attention.hidden.tally)]
    }

    // MARK: - Parts

    private func head(height: Int, _ all: Tally) -> [String] {
        let scope = "\(PageText.count(all.total, "job")) in \(PageText.count(sections.count, "workspace"))"
        let counts = Self.counts(all)
        let description = counts.isEmpty ? "\(scope)." : "\(scope): \(counts.joined(separator: ", "))."
        return [
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.width) \(height)" width="\(Self.width)" \
            height="\(height)" role="img" aria-labelledby="title desc">
            """,
            "<title id=\"title\">Databricks jobs per workspace and status</title>",
            "<desc id=\"desc\">\(description)</desc>",
            Self.style,
            Self.patterns,
            "<rect class=\"page\" x=\"0.5\" y=\"0.5\" width=\"\(Self.width - 1)\" height=\"\(height - 1)\" rx=\"8\"/>",
            label(Self.margin, 37, "Databricks jobs", style: "head"),
            label(Self.width - Self.margin, 37, scope, style: "quiet end"),
        ]
    }

    private func legend(_ statuses: [JobStatus], _ all: Tally) -> [String] {
        statuses.enumerated().flatMap { place, status in
            let x = Self.margin + place % Self.legendColumns * (Self.inner / Self.legendColumns)
            let y = Self.legendTop + place / Self.legendColumns * Self.legendRow
            return [
                rectangle(Self.style(of: status), x: x, y: y - 12, width: 16),
                label(x + 23, y, "\(status.rawValue) \(all[status])", style: "small"),
            ]
        }
    }

    private func row(_ bar: Bar, top: Int) -> [String] {
        let figure = Self.figure(bar)
        let place = TextWidth(small: figure)
        let name = TextWidth.cut(bar.name, to: Self.inner - place.pixels - 16)
        let barTop = top + 20
        var lines = [
            "<g><title>\(Self.escaped(Self.sentence(bar)))</title>",
            label(Self.margin, top + 14, name),
            label(Self.width - Self.margin, top + 14, figure, style: "\(bar.concern > 0 ? "small" : "quiet") end"),
            rectangle(bar.isUnknown ? "unknown" : "track", x: Self.margin, y: barTop, width: Self.inner),
        ]
        var x = Self.margin
        for (status, width) in Self.segments(bar.tally, width: Self.inner) {
            lines.append(rectangle(Self.style(of: status), x: x, y: barTop, width: width))
            x += width + Self.gap
        }
        return lines + ["</g>"]
    }

    private func rectangle(_ style: String, x: Int, y: Int, width: Int) -> String {
        "<rect class=\"\(style)\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(Self.barHeight)\" rx=\"2\"/>"
    }

    private func label(_ x: Int, _ y: Int, _ text: String, style: String? = nil) -> String {
        let attribute = style.map { " class=\"\($0)\"" } ?? ""
        return "<text x=\"\(x)\" y=\"\(y)\"\(attribute)>\(Self.escaped(text))</text>"
    }

    // MARK: - Figures

    /// Whole pixels that fill the width but for the gaps between them: `leastSegment` for each status that occurs, the
    /// rest by count; what rounding leaves over goes to the greatest.
    private static func segments(_ tally: Tally, width: Int) -> [(status: JobStatus, width: Int)] {
        let statuses = Tally.order.filter { tally[$0] > 0 }
        guard let greatest = statuses.max(by: { tally[$0] < tally[$1] }) else { return [] }
        let filled = width - (statuses.count - 1) * gap
        let rest = filled - statuses.count * leastSegment
        let segments = statuses.map { (status: $0, width: leastSegment + rest * tally[$0] / tally.total) }
        let missing = filled - segments.reduce(0) { $0 + $1.width }
        return segments.map { $0.status == greatest ? ($0.status, $0.width + missing) : $0 }
    }

    /// What there is to look at, in words.
    private static func figure(_ bar: Bar) -> String {
        if bar.isUnknown { return "never read" }
        if bar.tally.total == 0 { return "no jobs" }
        let trouble = Tally.concerns.filter { bar.tally[$0] > 0 }.map { "\(bar.tally[$0]) \($0.rawValue)" }
        if trouble.isEmpty { return PageText.count(bar.tally.total, "job") }
        return "\(trouble.joined(separator: ", ")) of \(bar.tally.total)"
    }

    private static func sentence(_ bar: Bar) -> String {
        let counts = counts(bar.tally)
        let text = bar.isUnknown ? "never read" : counts.isEmpty ? "no jobs" : counts.joined(separator: ", ")
        return "\(bar.name): \(text)"
    }

    private static func counts(_ tally: Tally) -> [String] {
        Tally.order.filter { tally[$0] > 0 }.map { "\(tally[$0]) \($0.rawValue)" }
    }

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

extension Overview.Bar {
    fileprivate var concern: Int { isUnknown ? 1 : tally.concern }
}
