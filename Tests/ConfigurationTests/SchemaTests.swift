import Foundation
import Model
import Testing

@testable import Configuration

/// The schema that editors read, judged by another implementation of JSON Schema than the reader's rules.
@Suite(.enabled(if: python != nil, "run `make test`: it installs the Python packages"))
struct SchemaTests {
    /// What a schema cannot say, and why: these files fit it, and dbmon refuses them all the same.
    static let beyondTheSchema: [String: String] = [
        "a key that stands twice": "JSON is read before a schema sees it, and most readers keep the last",
        "two workspaces of one name": "a schema compares whole elements of a list, not one key of each",
        "one selection with two tiers": "the same",
        "an id with a fraction": "1.0 is an integer for JSON Schema",
        "an id with an exponent": "so is 1e3",
        "a range that runs backwards": "an expression cannot compare two letters",
        "a pattern of 1,025 letters": "the limit is for patterns alone, and a name may be longer",
        "a name of 4,097 bytes": "a schema counts letters, not bytes",
    ]

    @Test func schemaAndReaderAgreeOnEveryExample() async throws {
        let bad = BadFile.all.map { ($0.testDescription, $0.text) }
        let good = GoodFile.all.map { ($0.testDescription, $0.text) }
        let verdicts = try await verdicts(of: bad + good)
        for (name, _) in good { #expect(verdicts[name] == "valid", "\(name)") }
        let accepted = bad.map(\.0).filter { verdicts[$0] == "valid" }
        #expect(Set(accepted) == Set(Self.beyondTheSchema.keys))
    }

    /// The reader is the judge here: thousands of texts, many of them one letter from a good one.
    @Test func schemaRefusesNothingThatTheReaderTakes() async throws {
        var generator = SeededGenerator(seed: 0x5C_4E3A)
        var examples: [(String, String)] = []
        for (index, value) in Self.hosts.enumerated() {
            for round in 0..<60 {
                let text = Self.changed(value, by: &generator)
                examples.append(("host \(index).\(round) \(text)", host(text)))
            }
        }
        for (index, value) in Self.names.enumerated() {
            for round in 0..<60 {
                let text = Self.changed(value, by: &generator)
                examples.append(("job \(index).\(round) \(text)", workspace("\"jobs\": [\"\(text)\"]")))
                examples.append(("lookback \(index).\(round) \(text)", workspace("\"lookback\": \"\(text)\"")))
                examples.append(
                    (
                        "branch \(index).\(round) \(text)",
                        top(#""github": { "repository": "a/b", "token": "env:T", "branch": "\#(text)" }"#)
                    ))
            }
        }
        let verdicts = try await verdicts(of: examples)
        var agreed = 0
        for (name, text) in examples {
            let isGood = mistakes(text) == nil
            if isGood { #expect(verdicts[name] == "valid", "\(name)") }
            if isGood == (verdicts[name] == "valid") { agreed += 1 }
        }
        #expect(agreed * 100 >= examples.count * 99, "\(agreed) of \(examples.count)")
    }

    private static let hosts = [
        "https://[2001:db8::1]:8443", "http://127.0.0.1:80", "http://a.localhost:1", "https://dbc-1.example.com/?o=1",
        "10.0.0.7", "0x7f.1.example", "http://[::1]:9", "http://[0:0::1]",
    ]
    private static let names = ["nightly-[a-z]*?", "[!a]b[]c]", "24h", "3600s", "release/1.0", "a.lock/b"]

    /// Letters that mean something to one of the rules.
    private static func changed(_ text: String, by generator: inout SeededGenerator) -> String {
        var letters = Array(text)
        let spice = Array("[]!:.-/0159x@#?hdms ^~")
        for _ in 0..<Int.random(in: 1...2, using: &generator) where !letters.isEmpty {
            let index = Int.random(in: 0..<letters.count, using: &generator)
            let letter = spice[Int.random(in: 0..<spice.count, using: &generator)]
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: letters[index] = letter
            case 1: letters.insert(letter, at: index)
            default: letters.remove(at: index)
            }
        }
        return String(letters)
    }

    /// What jsonschema says of each text.
    private func verdicts(of examples: [(String, String)]) async throws -> [String: String] {
        let folder = try TemporaryFolder()
        try folder.write(ConfigurationSchema.json.text, to: "schema.json")
        let texts = Dictionary(examples, uniquingKeysWith: { first, _ in first })
        try folder.write(Array(try JSONEncoder().encode(texts)), to: "examples.json")
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Clients/check_schema.py").path
        let output = try await run([script, "\(folder.path)/schema.json", "\(folder.path)/examples.json"])
        return try JSONDecoder().decode([String: String].self, from: Data(output.utf8))
    }
}

private let python = ProcessInfo.processInfo.environment["DBMON_TEST_PYTHON"]

private struct Failed: Error {
    let status: Int32
}

/// What a Python program printed.
private func run(_ arguments: [String]) async throws -> String {
    let process = Process()
    let pipe = Foundation.Pipe()
    process.executableURL = URL(filePath: python ?? "python3")
    process.arguments = arguments
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
    return output
}
