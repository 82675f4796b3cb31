import Foundation
import Model
import Testing

@testable import Reports

@Suite struct PageTests {
    @Test(arguments: [
        CellCase("tag", "<b>&amp;", "&lt;b&gt;&amp;amp;"),
        CellCase("table", "a|b\\|c", "a\\|b\\\\\\|c"),
        CellCase("line break", "a\n\n# b", "a # b"),
        CellCase("link", "[a](b)", "\\[a\\](b)"),
        CellCase("image", "![a](b)", "\\!\\[a\\](b)"),
        CellCase("emphasis", "*a* _b_ a_b __c ~~d~~", "\\*a\\* \\_b\\_ a_b \\_\\_c \\~\\~d\\~\\~"),
        CellCase("code", "`a`", "\\`a\\`"),
        CellCase("mention", "@octocat a@b.c", "@&#8203;octocat a@&#8203;b.c"),
        CellCase("reference", "#1 C# ##2", "#&#8203;1 C# ##&#8203;2"),
        CellCase("address", "https://x.y www.z ftp:/", "https\\://x.y www\\.z ftp\\:/"),
        CellCase("formula", "$a$", "&#36;a&#36;"),
        CellCase("writing turned around", "a\u{202E}b\u{2066}c\u{FEFF}", "abc"),
        CellCase("picture word", ":bug: a:b c::d x:100:y", ":&#8203;bug: a:b c::d x:&#8203;100:y"),
        CellCase("time", "at 12:30:45", "at 12:30:45"),
        CellCase("guard", "=1", "=1"),
        CellCase("ordinary", "nightly-load: 5 % (done)", "nightly-load: 5 % (done)"),
    ])
    func textFromOutsideStaysText(_ test: CellCase) {
        #expect(Markdown.text(test.text) == test.cell)
    }

    @Test func longTextIsCut() {
        #expect(Markdown.text("abcdef", limit: 6) == "abcdef")
        #expect(Markdown.text("abcdefg", limit: 6) == "abcde…")
        #expect(Markdown.text("|||||||", limit: 3) == "\\|\\|…")
        #expect(Markdown.text("load failed at noon", limit: 16) == "load failed at…")
        #expect(Markdown.text("load failed at noon", limit: 17) == "load failed at…")
        #expect(Markdown.text(String(repeating: "a", count: 40), limit: 30) == String(repeating: "a", count: 29) + "…")
    }

    @Test func longWordsAreShortenedInTheMiddle() {
        let path = "abfss://landing@account.dfs.core.windows.net/orders/2026/11/part-00000.parquet"
        #expect(PageText.excerpt("read \(path) failed", to: 60) == "read abfss://landing@account…0000.parquet failed")
        #expect(PageText.excerpt("one two three", to: 13) == "one two three")
        #expect(PageText.excerpt("one two three", to: 12) == "one two…")
    }

    @Test(arguments: [
        "javascript:alert(1)", "https://x/a b", "https://x/)", "https://x/|", "https://x/\"", "https://x/<",
        "https://u@x/",
        "", "https://x/\n", "https://x/]", "https://größe/",
    ])
    func onlyPlainAddressesBecomeLinks(_ address: String) {
        #expect(Markdown.link("run", toAddress: address) == "run")
    }

    @Test func aRunsAddressIsALink() {
        let address = "https://x.azuredatabricks.net/?o=1&x=2#job/1/run/2"
        #expect(Markdown.link("2", toAddress: address) == "[2](https://x.azuredatabricks.net/?o=1&amp;x=2#job/1/run/2)")
    }

    @Test(arguments: [
        (Duration.seconds(90), "90s"), (.seconds(900), "15m"), (.seconds(86_400), "24h"), (.seconds(604_800), "7d"),
        (.seconds(0), "0s"), (.seconds(3_601), "3601s"), (.seconds(129_600), "36h"),
    ])
    func durationsReadAsConfigured(_ duration: Duration, _ text: String) {
        #expect(duration.shortText == text)
    }

    // MARK: - A thousand workspaces

    private func large() throws -> Report {
        var rows: [JobRow] = []
        for number in 1...1_000 {
            let status: JobStatus = number % 7 == 0 ? .failed : number % 50 == 0 ? .unreachable : .success
            for job in 1...3 { rows.append(try Sample.row("w\(number)", id: Int64(job), status: status, details: "x")) }
        }
        let failures = try (1...30).map { try Sample.failure("w\($0)", run: Int64($0)) }
        return try Sample.report((1...1_000).map { "w\($0)" }, rows: rows, failures: failures)
    }

    @Test func aThousandWorkspacesStayReadable() throws {
        let report = try large()
        let summary = try report.text("SUMMARY.md")
        #expect(summary.split(separator: "\n").count < 150)
        #expect(summary.contains("| and 960 more workspaces |  | 2880 |"))
        #expect(summary.contains("| **All workspaces** |  | 3000 | 426 | 54 | 2520 | 0 |"))
        #expect(summary.contains("and 416 more FAILED jobs in "))
        #expect(summary.contains("and 20 more failing jobs in [databricks_job_failures.csv]"))
        #expect(summary.contains("and 8 more: see the UNREACHABLE rows of "))
        #expect(try report.text("overview.svg").contains(">980 more workspaces<"))
    }

    @Test func theWorkspacesInTroubleAreShown() throws {
        let sections = try large().sections
        let attention = Attention(sections, limit: 40)
        #expect(attention.shown.prefix(2).map(\.workspace.name.text) == ["w7", "w14"])
        #expect(attention.shown.count == 40)
        #expect(attention.shown.allSatisfy { $0.tally.concern == 3 })
        #expect((attention.shown + attention.hidden).tally == sections.tally)
    }

    // MARK: - The picture

    @Test func theBarsFillTheWidthAndShowEveryStatus() throws {
        let script = """
            import json, sys, xml.dom.minidom
            page = xml.dom.minidom.parseString(sys.stdin.buffer.read())
            bars = []
            for group in page.getElementsByTagName("g"):
                rects = group.getElementsByTagName("rect")[1:]
                bars.append([[r.getAttribute("class"), r.getAttribute("x"), r.getAttribute("width")] for r in rects])
            json.dump(bars, sys.stdout)
            """
        var rows = try JobStatus.allCases.enumerated().map { try Sample.row("a", id: Int64($0), status: $1) }
        for number in 1...5_000 { rows.append(try Sample.row("a", id: Int64(100 + number))) }
        let long = String(repeating: "W", count: 64)
        rows.append(try Sample.row(long, status: .failed))
        let picture = try Sample.report(["a", "empty", long], rows: rows).text("overview.svg")
        let bars = try JSONDecoder().decode([[[String]]].self, from: python(script, input: Array(picture.utf8)))
        #expect(bars.map(\.count) == [8, 0, 1])
        for bar in bars where !bar.isEmpty {
            var x = 20
            for segment in bar {
                #expect(Int(segment[1]) == x)
                let width = try #require(Int(segment[2]))
                #expect(width >= 5)
                x += width + 1
            }
            #expect(x == 541)
        }
        #expect(bars[0].map { $0[0] }.first == "failed")
        #expect(!picture.contains("<script"))
    }

    @Test func aPictureOfNothingIsAPicture() throws {
        let picture = try Sample.report([]).text("overview.svg")
        #expect(picture.contains("No workspace is configured."))
        _ = try python(
            "import sys, xml.dom.minidom as m; m.parseString(sys.stdin.buffer.read())", input: Array(picture.utf8))
    }
}
