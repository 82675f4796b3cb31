import Foundation
import Model
import Testing

@testable import Reports

/// Text from outside in SUMMARY.md and the guide, judged by two parsers, GitHub's own among them.
@Suite struct HostileTextTests {
    /// What a page could be broken with.
    private static let pieces = [
        "|", "\\|", "\\\\|", "||", "`", "``", "` | `", "```", "[x](http://evil.example)",
        "![i](http://evil.example/i.png)",
        "[r][r]", "[r]: http://evil.example", "[^1]", "[^1]: note", "]", "[", "](", "(", ")", "<script>", "<img src=x>",
        "<!--", "-->", "<![CDATA[", "<a href=http://evil.example>", "</td></tr></table>", "<http://evil.example>",
        "<br>",
        "&lt;", "&#124;", "&", "&amp;", "@octocat", "@", "#1", "GH-1", "acme/x#1", "http://evil.example",
        "HTTPS://evil.example", "www.evil.example", "a@evil.example", "mailto:a@evil.example", "xmpp:a@evil.example/b",
        "ftp://evil.example", "://", ":", "\n", "\r\n", "\n\n", "\n---\n", "\t", "\u{2028}", "\u{202E}", "\u{0}",
        "\u{85}",
        "$x$", "$$", ":bug:", "~~", "~", "**", "*", "__", "_", "a_b_c", "\\", "\\\\", "!", "=", "'", "'=", "\"", "- ",
        "# ", "1. ", "> ", "+", "---", "\u{1B}[31m", "🧯", "ﷺ", "e\u{301}", "x", " ", "  ", "word", "42",
    ]

    private static func text(_ chance: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...6, using: &chance)).map { _ in pieces.randomElement(using: &chance) ?? "x" }.joined()
    }

    /// Pages of one state, every text of which `text` gives.
    private static func report(_ text: () -> String) throws -> Report {
        let statuses: [JobStatus] = [.failed, .failed, .unreachable, .notFound, .success, .canceled]
        let rows = try statuses.enumerated().map { place, status in
            JobRow(
                workspace: try Sample.name("prod"), environment: "",
                jobID: status == .notFound ? nil : JobID(Int64(place)),
                jobName: text(), status: status, enteredAt: try Sample.instant("2026-03-01 06:00:0\(place)"),
                errorDetails: text(), run: try Sample.cells(run: Int64(place), started: "2026-03-01 05:00:00"),
                errorCategory: status == .failed ? .runtime : nil,
                errorFingerprint: status == .failed ? "00c0ffee00c0ffee" : "", suggestedAction: text())
        }
        let failures = [try Sample.failure(name: text(), details: text())]
        let workspace = try Sample.workspace("prod", environment: "e" + text(), selections: [text(), text()])
        return Report(workspaces: [workspace], rows: rows, failures: failures)
    }

    private struct Pages: Encodable {
        let plain: [String]
        let hostile: [[String]]
    }

    private static func pages(_ report: Report) throws -> [String] {
        [try report.text(ReportFile.summaryPath), try report.text(ReportFile.guidePath)]
    }

    /// What a page is made of: every element but the text, in order, with the addresses of its links.
    private static let shape = """
        import html.parser, json, sys
        import cmarkgfm
        from cmarkgfm.cmark import Options
        from markdown_it import MarkdownIt

        class Shape(html.parser.HTMLParser):
            def __init__(self):
                super().__init__()
                self.seen = []
            def handle_starttag(self, tag, attributes):
                links = [value for name, value in attributes if name in ("href", "src")]
                self.seen.append([tag, *links])
            def handle_endtag(self, tag): self.seen.append("/" + tag)
            def handle_comment(self, text): self.seen.append("comment")
            def handle_decl(self, text): self.seen.append("declaration")

        def shape(page):
            made = Shape()
            made.feed(page)
            made.close()
            return made.seen

        options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
        other = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        parsers = [lambda text: cmarkgfm.github_flavored_markdown_to_html(text, options=options), other.render]
        pages = json.load(sys.stdin.buffer)
        broken = []
        for parse in parsers:
            plain = [shape(parse(page)) for page in pages["plain"]]
            for case in pages["hostile"]:
                for page, expected in zip(case, plain):
                    found = shape(parse(page))
                    if found != expected:
                        place = next((i for i, (a, b) in enumerate(zip(found, expected)) if a != b), -1)
                        broken.append([page, str(found[place:place + 6])])
        json.dump({"elements": len(plain[0]), "broken": broken[:3]}, sys.stdout)
        """

    private struct Verdict: Decodable {
        let elements: Int
        let broken: [[String]]
    }

    @Test func noTextChangesTheShapeOfAPage() throws {
        let plain = try Self.report { "x" }
        var chance = SeededGenerator(seed: 20_260_301)
        let hostile = try (0..<100).map { _ in try Self.pages(Self.report { Self.text(&chance) }) }
        let input = try JSONEncoder().encode(Pages(plain: Self.pages(plain), hostile: hostile))
        let verdict = try JSONDecoder().decode(Verdict.self, from: python(Self.shape, input: Array(input)))
        #expect(verdict.elements > 200)
        #expect(verdict.broken.isEmpty)
    }

    /// Two machines, one of which knows the rows from the published report alone, write the same pages. (Names with
    /// control characters may come back in another order, with which every file changes.)
    @Test func rowsReadBackGiveTheSamePages() throws {
        var chance = SeededGenerator(seed: 7)
        var compared = 0
        for _ in 0..<300 {
            let report = try Self.report { Bool.random(using: &chance) ? Self.text(&chance) : "\t" }
            let prior = PriorReports(files: report.files())
            let again = Report(
                workspaces: report.sections.map(\.workspace),
                rows: report.sections.flatMap { prior.rows(of: $0.workspace.name) },
                failures: report.sections.flatMap { prior.failures(of: $0.workspace.name) })
            let changed = differing(again.files(), report.files())
            guard !changed.contains(ReportFile.monitoringPath) else { continue }
            #expect(changed.isEmpty)
            compared += 1
        }
        #expect(compared > 100)
    }

    private struct Row: Codable {
        let cell: String
        let text: String
    }

    /// The reader sees what was written: nothing is swallowed as markup, nothing added but what cannot be seen.
    @Test func everyTextIsReadAsWritten() throws {
        let script = """
            import html.parser, json, sys
            import cmarkgfm
            from cmarkgfm.cmark import Options

            class Text(html.parser.HTMLParser):
                def __init__(self):
                    super().__init__()
                    self.text = ""
                    self.isCell = False
                def handle_starttag(self, tag, attributes): self.isCell = self.isCell or tag == "td"
                def handle_data(self, data):
                    if self.isCell: self.text += data

            wrong = []
            for row in json.load(sys.stdin.buffer):
                page = cmarkgfm.github_flavored_markdown_to_html(
                    "| a |\\n| --- |\\n| " + row["cell"] + " |\\n", options=Options.CMARK_OPT_UNSAFE)
                reader = Text()
                reader.feed(page)
                seen = reader.text.replace("\\u200b", "").replace("\\n", " ")
                if seen.strip() != row["text"].strip(): wrong.append({"cell": page, "text": row["text"]})
            json.dump(wrong, sys.stdout)
            """
        var chance = SeededGenerator(seed: 42)
        let rows = (0..<2_000).map { _ in
            let text = Self.text(&chance)
            return Row(cell: Markdown.text(text), text: PageText.cut(text, to: .max))
        }
        let output = try python(script, input: Array(try JSONEncoder().encode(rows)))
        let wrong = try JSONDecoder().decode([Row].self, from: output)
        #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    }
}
