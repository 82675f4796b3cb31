internal import Model

/// What the lists of SUMMARY.md have in common.
enum SummaryCells {
    static func section(_ title: String, _ body: String) -> String { "## \(title)\n\n\(body)" }

    /// The job's name, which leads to the run where there is one.
    static func job(_ name: String, _ id: JobID?, _ run: RunCells?) -> String {
        let isNamed = !PageText.isInvisible(PageText.cut(name, to: Limits.listedName))
        let label = isNamed ? name : "(no name) \(id?.description ?? "")"
        return Markdown.link(label, toAddress: run?.pageURL ?? "", limit: Limits.listedName)
    }

    static func error(_ category: ErrorCategory?, _ details: String) -> String {
        let text = Markdown.excerpt(details, limit: Limits.listedError)
        guard let category else { return text }
        return "**\(Markdown.text(category.rawValue))** \(text)"
    }

    /// `a, b, c and 4 more`.
    ///
    /// - Parameter first: the first of them, as many as are shown.
    static func names(_ first: [String], of count: Int) -> String {
        let shown = first.joined(separator: ", ")
        return count > first.count ? "\(shown) and \(count - first.count) more" : shown
    }

    /// The line below a list that was cut.
    static func more(
        _ count: Int,
        _ noun: String,
        _ plural: String? = nil,
        in path: String = ReportFile.monitoringPath
    ) -> String {
        guard count > 0 else { return "" }
        let nouns = count == 1 ? noun : plural ?? noun + "s"
        return "\nand \(count) more \(nouns) in \(Markdown.link(path, to: path)).\n"
    }
}
