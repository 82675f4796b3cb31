import Testing

@testable import Configuration

struct DotEnvTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let line: String
        let value: String?
        var testDescription: String { line }
    }

    @Test(arguments: [
        Case(line: "KEY=value", value: "value"),
        Case(line: "KEY=value with spaces", value: "value with spaces"),
        Case(line: "KEY=3600  # seconds", value: "3600"),
        Case(line: "KEY=3600\t# seconds", value: "3600"),
        Case(line: "KEY=a#b", value: "a#b"),
        Case(line: "KEY=#a", value: "#a"),
        Case(line: "KEY= # nothing", value: nil),
        Case(line: "KEY=", value: nil),
        Case(line: "KEY=\"\"", value: nil),
        Case(line: "export KEY=value", value: "value"),
        Case(line: "export\tKEY=value", value: "value"),
        Case(line: "  KEY = value  ", value: "value"),
        Case(line: "KEY=value\r", value: "value"),
        Case(line: "KEY=\"a # b\"  # c", value: "a # b"),
        Case(line: "KEY='a # b'", value: "a # b"),
        Case(line: "KEY=' a '", value: " a "),
        Case(line: #"KEY="a\nb\t\"c\"\\\$d""#, value: "a\nb\t\"c\"\\$d"),
        Case(line: #"KEY="C:\data""#, value: #"C:\data"#),
        Case(line: #"KEY='a\nb'"#, value: #"a\nb"#),
        Case(line: #"KEY=a\nb"#, value: #"a\nb"#),
        Case(line: "KEY=it's", value: "it's"),
        Case(line: "KEY=a=b==", value: "a=b=="),
        Case(line: "KEY=$HOME", value: "$HOME"),
        Case(line: "#KEY=value", value: nil),
        Case(line: "  # KEY=value", value: nil),
        Case(line: "KEY=a\nKEY=b", value: "b"),
        Case(line: "\u{FEFF}KEY=value", value: "value"),
        Case(line: "KEY=\u{1F600} \u{E9}", value: "\u{1F600} \u{E9}"),
        Case(line: "KEY_2=x\nKEY=y\n", value: "y"),
        Case(line: "exportKEY=value", value: nil),
        Case(line: "A=1\r\n\r\nKEY='v'\r\n", value: "v"),
    ])
    func lineGivesItsValue(_ test: Case) throws {
        let environment = Environment(variables: [:], file: try DotEnv(Array(test.line.utf8)))
        #expect(environment["KEY"] == test.value)
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        let text: String
        let mistakes: String
        var testDescription: String { text }
    }

    private static let noAssignment =
        "the line is not KEY=value\n    fix: write a name of letters, digits and _, then =, then the value; "
        + "begin a comment with #"

    @Test(arguments: [
        Bad(text: "dapi0123456789abcdef", mistakes: ".env:1:1: \(noAssignment)"),
        Bad(text: "A=1\n2B=x\n", mistakes: ".env:2:1: \(noAssignment)"),
        Bad(text: "A-B=x", mistakes: ".env:1:1: \(noAssignment)"),
        Bad(text: "=x", mistakes: ".env:1:1: \(noAssignment)"),
        Bad(
            text: "A=\"hunter2\nB='x",
            mistakes: """
                .env:1:1: a quote is not closed on its line
                    fix: close it, or write \\n for a line break
                .env:2:1: a quote is not closed on its line
                    fix: close it, or write \\n for a line break
                """),
        Bad(
            text: "A='x'y",
            mistakes: ".env:1:1: something follows the closing quote\n    fix: quote the whole value"),
        Bad(text: "A=x\u{0}y", mistakes: ".env:1:1: the line holds a NUL"),
    ])
    func badLineIsNamedByNumberAlone(_ test: Bad) {
        let error = #expect(throws: ConfigurationError.self) { try DotEnv(Array(test.text.utf8)) }
        #expect(error?.text == test.mistakes)
    }

    @Test func bytesThatAreNoUTF8AreRefused() {
        let error = #expect(throws: ConfigurationError.self) { try DotEnv([0x41, 0x3D, 0x0A, 0x42, 0x3D, 0xFF]) }
        #expect(error?.text == ".env:2:3: the file is not UTF-8\n    fix: save it as UTF-8")
    }

    @Test func processWinsOverTheFileUnlessItIsEmpty() throws {
        let file = try DotEnv(Array("A=file\nB=file\nC=file".utf8))
        let environment = Environment(variables: ["A": "process", "B": ""], file: file)
        #expect(environment["A"] == "process")
        #expect(environment["B"] == "file")
        #expect(environment["C"] == "file")
        #expect(environment["D"] == nil)
    }

    @Test func valuesShowNowhere() throws {
        let environment = Environment(variables: ["A": "hunter2"], file: try DotEnv(Array("B=hunter2".utf8)))
        var dumped = ""
        dump(environment, to: &dumped)
        dump(try DotEnv(Array("B=hunter2".utf8)), to: &dumped)
        #expect(!"\(environment) \(String(reflecting: environment)) \(dumped)".contains("hunter2"))
    }
}
