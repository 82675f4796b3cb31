#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

internal import Transport

/// A program that prints a secret: no shell, no standard input, few variables, at most 10 s and 64 kB.
struct SecretCommand: Sendable {
    private static let limitMilliseconds = 10_000

    let words: [String]
    let environment: [String]

    /// Runs on a thread of its own, because waiting for a process blocks.
    func run(for reference: SecretReference) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            let isStarted = LoopThread.start {
                let result: Result<String, any Error>
                do throws(FileTrouble) {
                    result = .success(try output())
                } catch {
                    result = .failure(SecretError.unreadable(reference, reason: error.reason))
                }
                continuation.resume(with: result)
            }
            if !isStarted {
                continuation.resume(throwing: SecretError.unreadable(reference, reason: "the system gives no thread"))
            }
        }
    }

    private func output() throws(FileTrouble) -> String {
        var pipeEnds: [Int32] = [0, 0]
        guard unsafe pipe(&pipeEnds) == 0 else { throw Self.trouble("the system gives no pipe") }
        defer { close(pipeEnds[0]) }
        let process: pid_t
        do throws(FileTrouble) {
            process = try spawn(writingTo: pipeEnds[1], closing: pipeEnds[0])
        } catch {
            close(pipeEnds[1])
            throw error
        }
        close(pipeEnds[1])
        let bytes: [UInt8]
        do throws(FileTrouble) {
            bytes = try gather(from: pipeEnds[0])
        } catch {
            kill(process, SIGKILL)
            _ = Self.exitCode(process)
            throw error
        }
        let code = Self.exitCode(process)
        guard code == 0 else { throw Self.trouble("it ended with \(code)") }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Self.trouble("it printed no UTF-8") }
        return text
    }

    private func spawn(writingTo output: Int32, closing input: Int32) throws(FileTrouble) -> pid_t {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = unsafe posix_spawn_file_actions_t()
        #endif
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        unsafe posix_spawn_file_actions_addclose(&actions, input)
        var process = pid_t()
        let result = unsafe withCStrings(words) { arguments in
            unsafe withCStrings(environment) { variables in
                unsafe posix_spawnp(&process, words[0], &actions, nil, arguments, variables)
            }
        }
        guard result == 0 else { throw Self.trouble(unsafe String(cString: strerror(result))) }
        return process
    }

    private func gather(from descriptor: Int32) throws(FileTrouble) -> [UInt8] {
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: .milliseconds(Self.limitMilliseconds))
        var bytes: [UInt8] = []
        while true {
            let left = clock.now.duration(to: end)
            guard left > .zero else { throw Self.trouble("it did not end within 10 s") }
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let milliseconds = Int32(left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000)
            guard unsafe poll(&request, 1, max(1, milliseconds)) > 0 else { continue }
            var chunk = [UInt8](repeating: 0, count: 4 << 10)
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 else { throw Self.trouble("its output cannot be read") }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= SecretResolver.sizeLimit else { throw Self.trouble("it prints too much") }
        }
    }

    private static func exitCode(_ process: pid_t) -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    private static func trouble(_ reason: String) -> FileTrouble { FileTrouble(reason: reason, isMissing: false) }
}

/// The strings as C wants a list of arguments: NUL-terminated, with a null pointer at the end.
private func withCStrings<Result>(
    _ strings: [String],
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers = unsafe strings.map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    defer { for unsafe pointer in unsafe pointers { unsafe free(pointer) } }
    return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("a list with an end is never empty") }
        return unsafe body(base)
    }
}
