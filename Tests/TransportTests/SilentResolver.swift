import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A name server that never answers, without touching the machine's: this program's own `getaddrinfo` stands before the
/// system's, waits for names below `never-answers.invalid`, and passes everything else on.
enum SilentResolver {
    static let host = "never-answers.invalid"

    private static let state = Mutex<(waiting: Int, isOver: Bool)>((0, false))

    static var waiting: Int { state.withLock { $0.waiting } }

    /// Lets every lookup fail, those under way too.
    static func end() { state.withLock { $0.isOver = true } }

    fileprivate static func wait() {
        state.withLock { $0.waiting += 1 }
        while !state.withLock({ $0.isOver }) { _ = poll(nil, 0, 20) }
        state.withLock { $0.waiting -= 1 }
    }
}

private typealias Lookup =
    @convention(c) (
        UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<addrinfo>?,
        UnsafeMutablePointer<UnsafeMutablePointer<addrinfo>?>?
    ) -> Int32

@_cdecl("getaddrinfo")
func lookUp(
    _ node: UnsafePointer<CChar>?,
    _ service: UnsafePointer<CChar>?,
    _ hints: UnsafePointer<addrinfo>?,
    _ result: UnsafeMutablePointer<UnsafeMutablePointer<addrinfo>?>?
) -> Int32 {
    if let node = unsafe node, unsafe String(cString: node).hasSuffix(SilentResolver.host) {
        SilentResolver.wait()
        return EAI_NONAME
    }
    let next = unsafe UnsafeMutableRawPointer(bitPattern: -1)  // RTLD_NEXT
    guard let system = unsafe dlsym(next, "getaddrinfo") else { return EAI_SYSTEM }
    return unsafe unsafeBitCast(system, to: Lookup.self)(node, service, hints, result)
}
