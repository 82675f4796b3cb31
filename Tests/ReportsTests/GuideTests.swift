import Foundation
import Model
import Testing

@testable import Reports

/// The guide is followed by people and pasted into terminals: what it promises is tried.
@Suite struct GuideTests {
    private static func guide() throws -> String { try Morning.report().text(ReportFile.guidePath) }

    /// The fenced blocks of one language, without the indentation of a list.
    private static func blocks(_ language: String) throws -> [String] {
        var blocks: [String] = []
        var open: [Substring]?
        for line in try guide().split(separator: "\n", omittingEmptySubsequences: false) {
            let text = line.drop { $0 == " " }
            if let lines = open {
                if text == "```" {
                    blocks.append(lines.joined(separator: "\n") + "\n")
                    open = nil
                } else {
                    open = lines + [line]
                }
            } else if text == "```\(language)" {
                open = []
            }
        }
        return blocks
    }

    @Test func everyNameIsExplained() throws {
        let guide = try Self.guide()
        let names =
            ReportColumn.allCases.map(\.rawValue) + FailureColumn.allCases.map(\.rawValue)
            + JobStatus.allCases.map(\.rawValue) + ErrorCategory.allCases.map(\.rawValue)
        for name in names { #expect(guide.contains("| `\(name)` | "), "\(name)") }
        for code in ["0", "1", "64", "69", "70", "74", "75", "77", "78", "130, 143"] {
            #expect(guide.contains("| \(code) | "), "\(code)")
        }
    }

    @Test func theFormulaListIsTheOneThatCellsGuard() throws {
        #expect(try Self.guide().contains("(its first character is `=`, `+`, `-`, `@`, a tab or a CR)"))
        let guarded = (UInt8.min...UInt8.max).filter(Cell.isFormulaStart)
        #expect(Set(guarded) == Set("=+-@\t\r".utf8))
    }

    @Test func linksLeadToHeadings() throws {
        let guide = try Self.guide()
        let anchors = guide.split(separator: "\n").filter { $0.hasPrefix("## ") || $0.hasPrefix("### ") }
            .map { GuideSection.anchor(of: String($0.drop { $0 == "#" }.dropFirst())) }
        #expect(anchors.contains("a-job-is-not_found") && anchors.contains("publishing-failed-exit-code-75"))
        #expect(Set(anchors).count == anchors.count)
        let summary = try Morning.report().text(ReportFile.summaryPath)
        for page in [guide, summary] {
            for link in page.split(separator: "#").dropFirst() where link.contains(")") && !link.hasPrefix("job/") {
                let target = String(link.prefix { $0 != ")" })
                guard !target.contains(" "), !target.isEmpty else { continue }
                #expect(anchors.contains(target), "\(target)")
            }
        }
        for section in GuideSection.allCases { #expect(guide.contains("\n### \(section.rawValue)\n")) }
    }

    @Test func snippetsAreWellFormed() throws {
        let pythons = try Self.blocks("python")
        let jsons = try Self.blocks("json")
        #expect(pythons.count == 4 && jsons.count == 2)
        _ = try python(
            "import json, sys; [compile(text, 'guide', 'exec') for text in json.load(sys.stdin)]",
            input: Array(try JSONEncoder().encode(pythons)))
        for json in jsons { _ = try JSONSerialization.jsonObject(with: Data(json.utf8)) }
        for shell in try Self.blocks("sh") { try run("/bin/sh", ["-n", "-c", shell]) }
    }

    @Test func theSnippetsOfPandasReadTheReports() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dbmon-guide-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for file in try Morning.report().files() where !file.path.contains("/") {
            try Data(file.bytes).write(to: folder.appending(path: file.path))
        }
        let snippets = try Self.blocks("python").prefix(3).joined(separator: "\n")
        let script = """
            import os, sys
            os.chdir(sys.stdin.read())
            \(snippets)
            assert len(failed) == 14, failed
            assert "=cmd" in set(jobs["Job_Name"]) and "'=cmd" not in set(jobs["Job_Name"])
            assert shared.iloc[0] == 2, shared
            """
        let output = try python(script, input: Array(folder.path.utf8))
        #expect(String(decoding: output, as: UTF8.self).contains("nightly-1"))
    }

    /// As a person would, in a clone whose work tree is on another branch.
    @Test func aBranchIsPrunedToOneCommit() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dbmon-prune-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let prune = try #require(try Self.blocks("sh").first { $0.contains("commit-tree") })
        let keep = try #require(try Self.blocks("sh").first { $0.contains("refs/tags") })
        let lines = prune.split(separator: "\n")
        let (reading, pushing) = (lines.dropLast().joined(separator: "\n"), lines.last ?? "")
        let identity = "git config user.name Somebody && git config user.email somebody@example.com"
        let script = """
            set -eu
            cd "\(folder.path)"
            export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
            git init -q --bare r.git
            git clone -q r.git work 2>/dev/null
            cd work
            \(identity)
            git checkout -q -b main
            echo code > code.txt; git add .; git commit -q -m code; git push -q origin main
            git checkout -q -b reports
            for number in 1 2 3; do echo $number > SUMMARY.md; git add .; git commit -q -m $number; done
            git push -q origin reports
            tree=$(git rev-parse "reports^{tree}")
            git checkout -q main; git branch -q -D reports
            \(reading)
            git push -q origin "$new":refs/heads/rival
            rival=$(git commit-tree -p "$old" -m rival "$old^{tree}")
            git push -q origin "$rival":refs/heads/reports
            if \(pushing) 2>/dev/null; then echo "a rival's commit was lost" >&2; exit 1; fi
            \(reading)
            \(keep)
            \(pushing) 2>/dev/null
            test "$(git -C ../r.git rev-list --count reports)" = 1
            test "$(git -C ../r.git rev-parse "reports^{tree}")" = "$tree"
            test "$(git -C ../r.git rev-list --count reports-before-pruning)" = 5
            test -z "$(git status --porcelain)"
            """
        try run("/bin/sh", ["-c", script])
    }

    private func run(_ program: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(arguments.last ?? "")")
    }
}
