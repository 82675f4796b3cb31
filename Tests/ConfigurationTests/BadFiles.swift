import Testing

@testable import Configuration

extension BadFile {
    /// Every kind of mistake, by topic.
    static let topics: [(name: String, files: [BadFile])] = [
        ("Syntax", BadSyntaxTests.cases),
        ("Shape", BadShapeTests.cases),
        ("Secrets", BadSecretTests.cases),
        ("Credentials", BadCredentialTests.cases),
        ("Names and hosts", BadHostTests.cases),
        ("Jobs", BadJobTests.cases),
        ("Sections", BadSectionTests.cases),
        ("Values", BadValueTests.cases),
    ]

    static let all = topics.flatMap(\.files)
}

/// All mistakes as one table that a person can read: what was written, and what dbmon says.
struct BadFilesTests {
    @Test func tableOfMistakesIsUpToDate() throws {
        var text = "# Mistakes in workspaces.json\n\nWhat somebody wrote, and what dbmon says to it.\n"
        for topic in BadFile.topics {
            text += "\n## \(topic.name)\n"
            for file in topic.files {
                text += "\n### \(file.testDescription)\n\n```\n\(Self.shown(file.text))\n```\n\n```\n"
                text += (mistakes(file.text) ?? "no mistakes") + "\n```\n"
            }
        }
        try expectSnapshot(Array(text.utf8), "mistakes.md")
    }

    @Test func everyKindHasANameOfItsOwn() {
        #expect(Set(BadFile.all.map(\.testDescription)).count == BadFile.all.count)
        #expect(Set(GoodFile.all.map(\.testDescription)).count == GoodFile.all.count)
    }

    /// Long runs of one letter, and what no page shows, in a form that a reader can count.
    private static func shown(_ text: String) -> String {
        var shown = ""
        var last: (scalar: Unicode.Scalar, count: Int)?
        func end() {
            guard let (scalar, count) = last else { return }
            let letter = scalar == "\0" ? "␀" : scalar == "\t" ? "␉" : String(scalar)
            shown += count > 30 ? "\(letter)…(\(count) times)" : String(repeating: letter, count: count)
        }
        for scalar in text.unicodeScalars {
            if let run = last, run.scalar == scalar {
                last = (scalar, run.count + 1)
            } else {
                end()
                last = (scalar, 1)
            }
        }
        end()
        return shown
    }
}
