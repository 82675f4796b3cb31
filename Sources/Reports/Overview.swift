internal import Model

/// `overview.svg`: a bar for each workspace, cut by status. Light and dark, no script.
struct Overview {
    /// Bars; workspaces beyond are counted in a last line.
    private static let barLimit = 40
    private static let width = 720
    private static let labelWidth = 170
    private static let barWidth = 470
    private static let rowHeight = 26
    private static let top = 64

    private let report: Report

    init(_ report: Report) { self.report = report }

    var text: String {
        let counts = report.counts
        let shown = report.workspaces.prefix(Self.barLimit)
        let hidden = report.workspaces.count - shown.count
        let height = Self.top + (shown.count + (hidden > 0 ? 1 : 0)) * Self.rowHeight + 16
        let most = shown.map { counts[$0.name]?.values.reduce(0, +) ?? 0 }.max() ?? 0
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.width) \(height)\" role=\"img\" "
                + "aria-labelledby=\"title description\">",
            "<title id=\"title\">Jobs by status and workspace</title>",
            "<desc id=\"description\">\(Markup.xml(description))</desc>",
            Self.style,
            "<rect class=\"page\" width=\"\(Self.width)\" height=\"\(height)\" rx=\"8\"/>",
            legend,
        ]
        for (index, workspace) in shown.enumerated() {
            lines += bar(workspace.name, counts[workspace.name] ?? [:], row: index, most: most)
        }
        if hidden > 0 {
            lines.append(label("and \(hidden) more workspaces", row: shown.count))
        }
        lines.append("</svg>")
        return lines.joined(separator: "\n") + "\n"
    }

    private var description: String {
        let totals = report.rows.reduce(into: [JobStatus: Int]()) { $0[$1.status, default: 0] += 1 }
        let parts = JobStatus.allCases.compactMap { status in totals[status].map { "\($0) \(status.rawValue)" } }
        return parts.isEmpty ? "No jobs." : parts.joined(separator: ", ") + "."
    }

    private static let style = """
        <style>
        text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328; }
        .page { fill: #ffffff; } .track { fill: #eff1f3; } .count { fill: #59636e; }
        .SUCCESS { fill: #2da44e; } .FAILED { fill: #cf222e; } .RUNNING { fill: #218bff; } .CANCELED { fill: #8c6bd8; }
        .SKIPPED { fill: #a5adb6; } .NO_RUNS { fill: #d0d7de; } .NOT_FOUND { fill: #d4a72c; } .UNREACHABLE { fill: #59636e; }
        @media (prefers-color-scheme: dark) {
        text { fill: #f0f6fc; } .page { fill: #0d1117; } .track { fill: #21262d; } .count { fill: #9198a1; }
        .NO_RUNS { fill: #444c56; } .UNREACHABLE { fill: #9198a1; }
        }
        </style>
        """

    /// The statuses there are, each with its colour.
    private var legend: String {
        let present = JobStatus.allCases.filter { status in report.rows.contains { $0.status == status } }
        var x = 16
        var parts: [String] = []
        for status in present {
            parts.append("<rect class=\"\(status.rawValue)\" x=\"\(x)\" y=\"22\" width=\"12\" height=\"12\" rx=\"2\"/>")
            parts.append("<text x=\"\(x + 17)\" y=\"33\">\(status.rawValue)</text>")
            x += 34 + status.rawValue.count * 9
        }
        return parts.joined(separator: "\n")
    }

    private func bar(_ name: WorkspaceName, _ counts: [JobStatus: Int], row: Int, most: Int) -> [String] {
        let y = Self.top + row * Self.rowHeight
        let total = counts.values.reduce(0, +)
        var lines = [label(Markup.xml(Markup.shortened(name.text, to: 22)), row: row)]
        lines.append("<rect class=\"track\" x=\"\(Self.labelWidth)\" y=\"\(y)\" width=\"\(Self.barWidth)\" height=\"16\" rx=\"3\"/>")
        // The failed come first: what matters begins at one line.
        let order: [JobStatus] = [.failed, .unreachable, .notFound, .running, .canceled, .skipped, .noRuns, .success]
        var before = 0
        for status in order {
            guard let count = counts[status], count > 0, most > 0 else { continue }
            let start = Self.barWidth * before / most
            let end = Self.barWidth * (before + count) / most
            before += count
            lines.append(
                "<rect class=\"\(status.rawValue)\" x=\"\(Self.labelWidth + start)\" y=\"\(y)\" "
                    + "width=\"\(max(1, end - start))\" height=\"16\"><title>\(count) \(status.rawValue)</title></rect>")
        }
        let end = Self.labelWidth + Self.barWidth + 8
        lines.append("<text class=\"count\" x=\"\(end)\" y=\"\(y + 13)\">\(total)</text>")
        return lines
    }

    private func label(_ text: String, row: Int) -> String {
        "<text x=\"16\" y=\"\(Self.top + row * Self.rowHeight + 13)\">\(text)</text>"
    }
}
