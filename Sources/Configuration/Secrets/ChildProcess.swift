#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Runs one command without a shell and takes what it writes. Blocks its thread: `CommandQueue` gives it one.
///
/// The command reads nothing, and its standard error is dropped: what it says there may hold the secret.
struct ChildProcess {
    struct Command: Sendable {
        let executable: String
        /// The first is the name the command is told it has.
        let arguments: [String]
        let variables: [String: String]
    }

    enum Failure: Error, Equatable {
        case notFound
        case notStarted(reason: String)
        case ended(status: Int32)
        case killed(signal: Int32)
        case tooSlow(limit: Duration)
        case tooMuch(limitBytes: Int)
        case cancelled

        var message: String {
            switch self {
            case .notFound: "there is no such command"
            case .notStarted(let reason): "it cannot be started: \(reason)"
            case .ended(let status): "it ended with status \(status)"
            case .killed(let signal): "signal \(signal) ended it"
            case .tooSlow(let limit): "it took longer than \(limit.configuredText)"
            case .tooMuch(let limit): "it wrote more than \(limit) bytes"
            case .cancelled: "it was cancelled"
            }
        }
    }

    /// How soon an end, a cancellation or the time limit is noticed while the command writes nothing.
    private static let pollMilliseconds: Int32 = 20

    let timeLimit: Duration
    let outputLimitBytes: Int

    func run(_ command: Command, isCancelled: () -> Bool) -> Result<[UInt8], Failure> {
        if isCancelled() { return .failure(.cancelled) }
        do throws(Failure) {
            var pipe = try Pipe()
            let child = try SpawnedChild(command, output: pipe)
            pipe.closeWriting()
            return .success(try collect(from: pipe, of: child, isCancelled: isCancelled))
        } catch {
            return .failure(error)
        }
    }

    /// Until the command has ended: a grandchild that keeps the pipe open (an agent it started) is not waited for.
    private func collect(from pipe: borrowing Pipe, of child: SpawnedChild, isCancelled: () -> Bool) throws(Failure)
        -> [UInt8]
    {
        let deadline = ContinuousClock.now + timeLimit
        var output: [UInt8] = []
        var isOpen = true
        while true {
            let end = child.poll()
            if isOpen { isOpen = pipe.read(into: &output, limitBytes: outputLimitBytes + 1) }
            let stop: Failure? =
                if output.count > outputLimitBytes {
                    .tooMuch(limitBytes: outputLimitBytes)
                } else if isCancelled() {
                    .cancelled
                } else if ContinuousClock.now >= deadline {
                    .tooSlow(limit: timeLimit)
                } else {
                    nil
                }
            if let stop {
                if end == nil { child.kill() }
                throw stop
            }
            switch end {
            case .exited(0): return output
            case .exited(let status): throw .ended(status: status)
            case .signalled(let signal): throw .killed(signal: signal)
            case nil: pipe.wait(isOpen: isOpen, milliseconds: Self.pollMilliseconds)
            }
        }
    }
}
