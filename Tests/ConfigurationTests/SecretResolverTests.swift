import Foundation
import Testing
import Transport

@testable import Configuration

/// One after the other: a script must not be written while another test starts a process, which would hold it open.
@Suite(.serialized)
struct SecretResolverTests {
    private let folder: TemporaryFolder
    private let resolver: SecretResolver

    init() throws {
        folder = try TemporaryFolder()
        resolver = SecretResolver(
            environment: Environment(
                variables: [
                    "A": "hunter2", "EMPTY": "", "BLANK": "hunter2 ", "HOME": folder.path, "PATH": "/usr/bin:/bin",
                ],
                file: try DotEnv(Array("B=hunter3\nLINES=\"hunter2\\nhunter3\"".utf8))))
    }

    private func reference(_ text: String) throws -> SecretReference {
        try SecretReference(configured: text, in: Folder(folder.path, home: nil))
    }

    private func failure(_ text: String) async throws -> SecretError? {
        let reference = try reference(text)
        return await #expect(throws: SecretError.self) { try await resolver.resolve(reference) }
    }

    // MARK: - Variables and files

    @Test func variableComesFromTheEnvironmentThenFromDotEnv() async throws {
        #expect(try await resolver.resolve(reference("env:A")) == Secret("hunter2"))
        #expect(try await resolver.resolve(reference("env:B")) == Secret("hunter3"))
        #expect(try await failure("env:EMPTY") == .unset(reference: "env:EMPTY"))
        #expect(try await failure("env:NONE")?.message == "env:NONE is not set, neither in the environment nor in .env")
    }

    @Test(arguments: ["env:BLANK", "env:LINES"])
    func valueThatNoHeaderTakesIsRefusedAndNotRepeated(_ text: String) async throws {
        let error = try #require(await failure(text))
        #expect(error.message.hasPrefix("\(text) gives no usable secret: it has "))
        #expect(!"\(error) \(error.message)".contains("hunter"))
    }

    @Test(arguments: ["hunter2", "hunter2\n", "hunter2\r\n"])
    func fileLosesOneLineBreakAtItsEnd(_ content: String) async throws {
        try folder.write(content, to: "token")
        #expect(try await resolver.resolve(reference("file:token")) == Secret("hunter2"))
    }

    struct BadFile: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let content: [UInt8]
        let reason: String
    }

    @Test(arguments: [
        BadFile(testDescription: "empty", content: [], reason: "gives no usable secret: it is empty"),
        BadFile(testDescription: "a line break", content: [0x0A], reason: "gives no usable secret: it is empty"),
        BadFile(
            testDescription: "two lines", content: Array("a\nb\n".utf8),
            reason: "gives no usable secret: it has more than one line"),
        BadFile(
            testDescription: "an empty second line", content: Array("a\n\n".utf8),
            reason: "gives no usable secret: it has more than one line"),
        BadFile(
            testDescription: "no ASCII", content: Array("\u{FC}".utf8),
            reason: "gives no usable secret: it has a blank, a control character or a letter outside of ASCII"),
        BadFile(
            testDescription: "64 KiB and a byte", content: [UInt8](repeating: 0x61, count: 65_537),
            reason: "cannot be read: the file is larger than 65536 bytes"),
    ])
    func fileThatHoldsNoSecretIsRefused(_ test: BadFile) async throws {
        try folder.write(test.content, to: "token")
        #expect(try await failure("file:token")?.message == "file:token \(test.reason)")
    }

    @Test func largestFileIsTaken() async throws {
        try folder.write([UInt8](repeating: 0x61, count: 65_536), to: "token")
        #expect(try await resolver.resolve(reference("file:token")) == Secret(String(repeating: "a", count: 65_536)))
    }

    @Test func whatIsNoRegularFileIsRefusedAtOnce() async throws {
        #expect(try await failure("file:none")?.message == "file:none cannot be read: there is no such file")
        #expect(try await failure("file:.")?.message == "file:. cannot be read: it is a folder, not a file")
        #expect(
            try await failure("file:/dev/zero")?.message == "file:/dev/zero cannot be read: it is not a regular file")
        #expect(unsafe mkfifo(folder.path + "/pipe", 0o600) == 0)
        #expect(try await failure("file:pipe")?.message == "file:pipe cannot be read: it is not a regular file")
    }

    @Test func vaultNamesTheAlternatives() async throws {
        let error = try #require(await failure("vault:prod"))
        #expect(error.message == "vault:prod cannot be read: the vault does not exist yet")
        #expect(error.fix == "use env:NAME, file:PATH or exec:COMMAND")
    }

    // MARK: - Commands

    @Test func commandGivesWhatItWrites() async throws {
        try folder.writeScript("echo \"$1-$A-$#\"; echo noise >&2", to: "token.sh")
        #expect(try await resolver.resolve(reference("exec:./token.sh x  y")) == Secret("x-hunter2-2"))
    }

    @Test func commandIsNoShell() async throws {
        #expect(try await resolver.resolve(reference("exec:printf %s $A;id")) == Secret("$A;id"))
    }

    @Test func commandReadsNothing() async throws {
        try folder.writeScript("cat; echo end", to: "token.sh")
        #expect(try await resolver.resolve(reference("exec:./token.sh")) == Secret("end"))
    }

    struct BadCommand: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let script: String
        let message: String
    }

    @Test(arguments: [
        BadCommand(
            testDescription: "fails", script: "echo hunter2; exit 3",
            message: "exec:./token.sh failed: it ended with status 3"),
        BadCommand(
            testDescription: "is killed", script: "kill -9 $$", message: "exec:./token.sh failed: signal 9 ended it"),
        BadCommand(
            testDescription: "writes without end", script: "while :; do echo hunter2hunter2hunter2hunter2; done",
            message: "exec:./token.sh failed: it wrote more than 65536 bytes"),
        BadCommand(
            testDescription: "writes nothing", script: "exit 0",
            message: "exec:./token.sh gives no usable secret: it is empty"),
        BadCommand(
            testDescription: "writes two lines", script: "echo a; echo b",
            message: "exec:./token.sh gives no usable secret: it has more than one line"),
    ])
    func commandThatGivesNoSecretIsNamed(_ test: BadCommand) async throws {
        try folder.writeScript(test.script, to: "token.sh")
        #expect(try await failure("exec:./token.sh")?.message == test.message)
    }

    @Test func missingCommandIsNamed() async throws {
        #expect(try await failure("exec:./none")?.message == "exec:./none failed: there is no such command")
        #expect(
            try await failure("exec:no-such-command x")?.message
                == "exec:no-such-command x failed: there is no such command")
        try folder.write("x", to: "data")
        #expect(
            try await failure("exec:./data")?.message
                == "exec:./data failed: it cannot be started: it is not a program that this user may run")
    }

    /// The limit is cut to 1 s; the command and what it started would take a minute.
    @Test func slowCommandIsKilledWithWhatItStarted() async throws {
        try folder.writeScript("sleep 60 & sleep 60", to: "token.sh")
        let quick = SecretResolver(
            environment: Environment(variables: ["PATH": "/usr/bin:/bin"]), commandTimeLimit: .seconds(1))
        let script = try reference("exec:./token.sh")
        let start = ContinuousClock.now
        let error = await #expect(throws: SecretError.self) { try await quick.resolve(script) }
        #expect(error?.message == "exec:./token.sh failed: it took longer than 1s")
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test func agentThatACommandLeavesBehindIsNotWaitedFor() async throws {
        try folder.writeScript("sleep 15 & echo hunter2", to: "token.sh")
        let start = ContinuousClock.now
        #expect(try await resolver.resolve(reference("exec:./token.sh")) == Secret("hunter2"))
        #expect(ContinuousClock.now - start < .seconds(8))
    }

    @Test func cancellingEndsACommand() async throws {
        try folder.writeScript("exec sleep 60", to: "token.sh")
        let script = try reference("exec:./token.sh")
        let start = ContinuousClock.now
        let error = await withTaskGroup(of: SecretError?.self) { group in
            group.addTask {
                do throws(SecretError) {
                    _ = try await resolver.resolve(script)
                    return nil
                } catch {
                    return error
                }
            }
            group.cancelAll()
            return await group.next() ?? nil
        }
        #expect(error == .interrupted(reference: "exec:./token.sh"))
        #expect(ContinuousClock.now - start < .seconds(8))
    }

    @Test func manyCommandsTakeTurns() async throws {
        try folder.writeScript("echo t$1", to: "token.sh")
        let references = try (0..<40).map { try reference("exec:./token.sh \($0)") }
        let secrets = try await withThrowingTaskGroup(of: (Int, Secret).self) { group in
            for (index, reference) in references.enumerated() {
                group.addTask { (index, try await resolver.resolve(reference)) }
            }
            return try await group.reduce(into: [Int: Secret]()) { $0[$1.0] = $1.1 }
        }
        #expect(secrets.count == 40)
        for (index, secret) in secrets { #expect(secret == Secret("t\(index)")) }
    }
}
