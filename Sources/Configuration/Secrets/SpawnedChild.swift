#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A running command, the leader of a process group of its own. Whoever starts one must see its end, or kill it.
final class SpawnedChild {
    enum End: Equatable {
        case exited(Int32)
        case signalled(Int32)
    }

    private let id: pid_t
    private var end: End?

    /// Standard input is empty, standard output is the pipe, standard error goes nowhere; signals act as they do in a
    /// shell.
    init(_ command: ChildProcess.Command, output: borrowing Pipe) throws(ChildProcess.Failure) {
        guard let writing = output.writing else { throw .notStarted(reason: "the pipe is closed") }
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = unsafe posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, writing, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)

        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var noSignals = sigset_t()
        var allSignals = sigset_t()
        unsafe sigemptyset(&noSignals)
        unsafe sigfillset(&allSignals)
        unsafe posix_spawnattr_setsigmask(&attributes, &noSignals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &allSignals)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        let flags = Int32(POSIX_SPAWN_SETPGROUP) | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))

        var id: pid_t = 0
        let variables = command.variables.map { "\($0.key)=\($0.value)" }
        let code = unsafe withCStrings(command.arguments) { arguments in
            unsafe withCStrings(variables) { variables in
                unsafe posix_spawnp(&id, command.executable, &actions, &attributes, arguments, variables)
            }
        }
        switch code {
        case 0: self.id = id
        case ENOENT: throw .notFound
        case EACCES, ENOEXEC: throw .notStarted(reason: "it is not a program that this user may run")
        default: throw .notStarted(reason: "error \(code)")
        }
    }

    /// - Returns: `nil` while it runs.
    func poll() -> End? {
        if end == nil { end = wait(WNOHANG) }
        return end
    }

    /// With everything it started that stayed in its group; returns when it is gone.
    func kill() {
        guard end == nil else { return }
        #if canImport(Glibc)
            _ = Glibc.kill(-id, SIGKILL)
        #elseif canImport(Musl)
            _ = Musl.kill(-id, SIGKILL)
        #else
            _ = Darwin.kill(-id, SIGKILL)
        #endif
        end = wait(0)
    }

    private func wait(_ options: Int32) -> End? {
        var status: Int32 = 0
        while true {
            let found = unsafe waitpid(id, &status, options)
            if found == id { break }
            if found == 0 { return nil }
            guard errno == EINTR else { return .exited(-1) }  // somebody else reaped it: its end is unknown
        }
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }
}

/// Calls `body` with a null-terminated list of the texts, which lives as long as the call.
private func withCStrings<Result>(
    _ texts: [String],
    _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var copies: [UnsafeMutablePointer<CChar>?] = unsafe texts.map { unsafe strdup($0) }
    unsafe copies.append(nil)
    defer { unsafe copies.forEach { unsafe free($0) } }
    return unsafe copies.withUnsafeBufferPointer { list in
        guard let base = list.baseAddress else { preconditionFailure("a list with a null in it has an address") }
        return unsafe body(base)
    }
}
