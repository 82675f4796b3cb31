import Model
import Testing

@testable import Configuration

/// Files as no person writes them: whatever stands there, reading ends, with a configuration or with its mistakes.
struct DamageTests {
    private static let rounds = 300

    /// Bytes that mean something to one of the readers.
    private static let spice =
        Array("\"\\{}[],:#'=*?!-0189eE.@/ \n\r\t$".utf8) + [0x00, 0x7F, 0x80, 0xC3, 0xE2, 0xF0, 0xFF]

    private func damaged(_ bytes: [UInt8], by generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &generator)
            let byte = Self.spice[Int.random(in: 0..<Self.spice.count, using: &generator)]
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[index] = byte
            case 1: bytes.insert(byte, at: index)
            case 2: bytes.remove(at: index)
            default: bytes.removeSubrange(index..<min(bytes.count, index + 1 + index % 40))
            }
        }
        return bytes
    }

    @Test func damagedFileIsReadOrItsMistakesAreNamed() {
        var generator = SeededGenerator(seed: 0x0C0F_FEE5)
        let example = Array(GoodFileTests.example.utf8)
        for _ in 0..<Self.rounds {
            let bytes = damaged(example, by: &generator)
            let lines = bytes.count { $0 == 0x0A } + 1
            do throws(ConfigurationError) {
                let configuration = try Configuration.parse(
                    bytes, file: "f", folder: Folder("/", home: nil), environment: Environment(variables: [:]))
                #expect(!configuration.workspaces.isEmpty)
            } catch {
                for problem in error.problems {
                    #expect(!problem.message.isEmpty)
                    switch problem.place {
                    case .position(_, let line, let column), .value(_, let line, let column, _):
                        #expect((1...lines).contains(line))
                        #expect((1...bytes.count + 1).contains(column))
                    case .file, .variable: Issue.record("a mistake without a place: \(problem.text)")
                    }
                }
            }
        }
    }

    @Test func damagedVariablesAndProfilesAreReadOrRefused() {
        var generator = SeededGenerator(seed: 0xD07E_2717)
        let variables = Array("export A='x y'  # z\nB=\"a\\n\\\"b\"\r\nC = d # e\n\n#f\nG=\n".utf8)
        let profiles = Array("[DEFAULT]\nhost = h\ntoken=\"t\" # x\n; y\n[ p ]\r\nclient_id = 'c'\n".utf8)
        for _ in 0..<Self.rounds {
            _ = try? DotEnv(damaged(variables, by: &generator))
            _ = try? DatabricksProfiles(damaged(profiles, by: &generator), file: "f").profile("p").credential()
        }
    }

    @Test func damagedValuesAreReadOrRefused() {
        var generator = SeededGenerator(seed: 0x5EED)
        let values = [
            "https://[2001:db8::1]:8443/a?b#c", "http://127.0.0.1:80", "nightly-[a-z]*?", "06:00 Europe/Berlin", "24h",
            "exec:./a b", "acme/pipeline-health", "reports/x", "release/1.0",
        ]
        for _ in 0..<Self.rounds {
            for value in values {
                let text = String(decoding: damaged(Array(value.utf8), by: &generator), as: UTF8.self)
                _ = try? ServiceAddress(host: text)
                _ = try? ServiceAddress(prefix: text)
                _ = try? Glob(text).matches(text)
                _ = try? ServiceLevel.Deadline(configured: text)
                _ = try? Duration(configured: text, within: .seconds(1)...Duration.days(60))
                _ = try? SecretReference(configured: text, in: Folder("/", home: nil))
                _ = try? GitHubNames.repository(text)
                _ = try? GitHubNames.directory(text)
                _ = try? GitHubNames.branch(text)
                _ = text.quoted
            }
        }
    }
}
