internal import CLibcurl
internal import Synchronization

/// The one thread that drives libcurl. It owns the multi handle and every easy handle; others only leave commands in
/// its mailbox and wake it.
///
/// `curl_multi_poll` scans all descriptors at each turn: enough for the 256 transfers that are in flight at most.
final class EventLoop: Sendable {
    enum Command: Sendable {
        case start(UInt64, HTTPRequest, CheckedContinuation<HTTPResponse, any Error>)
        case cancel(UInt64)
        case stop
    }

    /// What the threads share. libcurl allows `curl_multi_wakeup` from any thread while the handle lives, and the loop
    /// destroys the handle only after it has closed the mailbox under this lock.
    private struct Mailbox: ~Copyable {
        var commands: [Command] = []
        var isClosed = false
        let multi: Multi
    }

    /// - Safety: the pointer is used under the mailbox's lock, or by the loop thread alone.
    @safe struct Multi: @unchecked Sendable {  // guarded as said above
        let handle: UnsafeMutableRawPointer
    }

    private let mailbox: Mutex<Mailbox>
    private let settings: EasySettings

    /// - Throws: `TransportError.shutDown` where libcurl or the system gives no handle or thread.
    init(settings: EasySettings) throws(TransportError) {
        self.settings = settings
        guard let handle = unsafe curl_multi_init() else { throw .shutDown }
        let multi = unsafe Multi(handle: handle)
        mailbox = Mutex(Mailbox(multi: multi))
        _ = unsafe dbmon_curl_multi_set_long(handle, CURLMOPT_MAXCONNECTS, 512)
        guard SystemThread.start({ [self] in run(on: multi) }) else {
            _ = unsafe curl_multi_cleanup(handle)
            throw .shutDown
        }
    }

    func submit(_ command: Command) {
        let isAccepted = mailbox.withLock { box in
            guard !box.isClosed else { return false }
            box.commands.append(command)
            _ = unsafe curl_multi_wakeup(box.multi.handle)
            return true
        }
        if !isAccepted, case .start(_, _, let continuation) = command {
            continuation.resume(throwing: TransportError.shutDown)
        }
    }

    private func run(on multi: Multi) {
        SystemThread.setName("dbmon-http")
        SystemThread.refuseBrokenPipes()
        var transfers = TransferTable(multi: multi, settings: settings)
        var stopping = false
        while !stopping {
            let commands = mailbox.withLock { box in
                defer { box.commands.removeAll(keepingCapacity: true) }
                return box.commands
            }
            for command in commands {
                switch command {
                case .start(let id, let request, let continuation): transfers.start(id, request, continuation)
                case .cancel(let id): transfers.cancel(id)
                case .stop: stopping = true
                }
            }
            transfers.perform()
            transfers.endStalled()
            if !stopping { transfers.wait() }
        }
        let leftovers = mailbox.withLock { box in
            box.isClosed = true
            return box.commands
        }
        transfers.failAll()
        for case .start(_, _, let continuation) in leftovers {
            continuation.resume(throwing: TransportError.shutDown)
        }
        transfers.close()
        _ = unsafe curl_multi_cleanup(multi.handle)
    }
}
