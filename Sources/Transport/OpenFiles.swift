#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The soft limit on open files is often 1,024, or 256: too few for hundreds of connections beside everything else.
package enum OpenFiles {
    /// Raises the soft limit to `wanted`, or to the hard limit where that is lower. Never lowers it.
    package static func raiseLimit(to wanted: UInt64 = 8_192) {
        var limit = rlimit()
        #if canImport(Glibc)
            let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let resource = RLIMIT_NOFILE
        #endif
        guard unsafe getrlimit(resource, &limit) == 0, limit.rlim_cur < wanted else { return }
        limit.rlim_cur = min(rlim_t(wanted), limit.rlim_max)
        _ = unsafe setrlimit(resource, &limit)
    }
}
