internal import CZlib

/// Packs and unpacks whole byte strings with zlib: gzip-encoded answers, and loose git objects.
enum ZlibCodec {
    enum Format: Sendable {
        case gzip
        case zlib

        fileprivate var windowBits: Int32 {
            switch self {
            case .gzip: Int32(DBMON_ZLIB_GZIP_WINDOW)
            case .zlib: 15
            }
        }
    }

    /// zlib's level 1: a simulation packs every answer and each is read once.
    private static let fastLevel: Int32 = 1
    private static let chunkBytes = 64 * 1_024

    /// - Returns: `nil` where zlib has no memory.
    static func deflate(_ input: [UInt8], as format: Format) -> [UInt8]? {
        var stream = unsafe z_stream()
        return unsafe withUnsafeMutablePointer(to: &stream) { stream in
            guard unsafe dbmon_deflate_init(stream, fastLevel, format.windowBits) == Z_OK else { return nil }
            defer { _ = unsafe deflateEnd(stream) }
            let bound = unsafe Int(deflateBound(stream, UInt(input.count)))
            return unsafe input.withUnsafeBufferPointer { input in
                var done = false
                let output = unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
                    unsafe stream.pointee.next_in = unsafe UnsafeMutablePointer(mutating: input.baseAddress)
                    unsafe stream.pointee.avail_in = UInt32(input.count)
                    unsafe stream.pointee.next_out = output.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(bound)
                    done = unsafe CZlib.deflate(stream, Z_FINISH) == Z_STREAM_END
                    count = unsafe bound - Int(stream.pointee.avail_out)
                }
                return done ? output : nil
            }
        }
    }

    /// - Parameter prefixBytes: unpacking ends once so many bytes are there; the answer may hold some more.
    /// - Returns: `nil` for what is not whole zlib data, and for what unpacks to more than `sizeLimitBytes`.
    static func inflate(
        _ input: [UInt8],
        as format: Format,
        sizeLimitBytes: Int,
        prefixBytes: Int = .max
    ) -> [UInt8]? {
        var stream = unsafe z_stream()
        return unsafe withUnsafeMutablePointer(to: &stream) { stream in
            guard unsafe dbmon_inflate_init(stream, format.windowBits) == Z_OK else { return nil }
            defer { _ = unsafe inflateEnd(stream) }
            return unsafe input.withUnsafeBufferPointer { input in
                unsafe stream.pointee.next_in = unsafe UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.pointee.avail_in = UInt32(input.count)
                let chunk = min(chunkBytes, prefixBytes)
                var output: [UInt8] = []
                while true {
                    var status = Z_OK
                    output += unsafe [UInt8](unsafeUninitializedCapacity: chunk) { room, count in
                        unsafe stream.pointee.next_out = room.baseAddress
                        unsafe stream.pointee.avail_out = UInt32(chunk)
                        status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
                        count = unsafe chunk - Int(stream.pointee.avail_out)
                    }
                    guard output.count <= sizeLimitBytes else { return nil }
                    if status == Z_STREAM_END || output.count >= prefixBytes { return output }
                    guard status == Z_OK else { return nil }
                }
            }
        }
    }
}
