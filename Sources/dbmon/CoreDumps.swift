#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A core dump is a copy of the memory, with every credential in it, that outlives the program and that support asks to
/// be sent.
enum CoreDumps {
    /// For this process and those it starts. There is none to report it to where the system refuses.
    static func forbid() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        #if canImport(Glibc)
            let resource = __rlimit_resource_t(RLIMIT_CORE.rawValue)
        #else
            let resource = RLIMIT_CORE
        #endif
        _ = unsafe setrlimit(resource, &none)
    }
}
