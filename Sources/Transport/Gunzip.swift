internal import CZlib

/// Unpacks a gzip body in one go, up to a limit.
package enum Gunzip {
    package enum Failure: Error, Equatable {
        case tooLarge
        case corrupt(String)
    }

    /// How every gzip stream begins (RFC 1952, with the one method there is).
    static let magic: [UInt8] = [0x1F, 0x8B, 0x08]

    /// Every member of the stream is unpacked; bytes behind the last one, or a stream that ends early, are corrupt.
    package static func unpack(_ packed: [UInt8], limitBytes: Int) throws(Failure) -> [UInt8] {
        var stream = unsafe z_stream()
        guard unsafe dbmon_inflate_init(&stream, Int32(DBMON_ZLIB_GZIP_WINDOW)) == Z_OK else {
            throw .corrupt("zlib has no memory")
        }
        defer { unsafe inflateEnd(&stream) }
        // Pages of runs shrink to about a sixth.
        var unpacked = [UInt8](repeating: 0, count: min(limitBytes, max(packed.count * 8, 4 << 10)))
        var filled = 0
        var consumed = 0
        while consumed < packed.count {
            if filled == unpacked.count {
                guard unpacked.count < limitBytes else { throw .tooLarge }
                unpacked.append(contentsOf: repeatElement(0, count: min(unpacked.count, limitBytes - unpacked.count)))
            }
            let result = unsafe step(&stream, from: packed, &consumed, into: &unpacked, &filled)
            switch result {
            case Z_OK, Z_BUF_ERROR:
                if consumed == packed.count, filled < unpacked.count { throw .corrupt("it ends early") }
            case Z_STREAM_END:
                if consumed == packed.count {
                    unpacked.removeSubrange(filled...)
                    return unpacked
                }
                guard unsafe inflateReset(&stream) == Z_OK else { throw .corrupt("a further member is damaged") }
            default: throw .corrupt("its data is damaged")
            }
        }
        throw .corrupt("it ends early")
    }

    private static func step(
        _ stream: inout z_stream,
        from packed: [UInt8],
        _ consumed: inout Int,
        into unpacked: inout [UInt8],
        _ filled: inout Int
    ) -> Int32 {
        unsafe packed.withUnsafeBufferPointer { input in
            unsafe unpacked.withUnsafeMutableBufferPointer { output in
                guard let source = input.baseAddress, let target = output.baseAddress else {
                    return Z_DATA_ERROR
                }
                unsafe stream.next_in = UnsafeMutablePointer(mutating: source + consumed)  // zlib only reads it
                unsafe stream.avail_in = UInt32(clamping: input.count - consumed)
                unsafe stream.next_out = unsafe target + filled
                unsafe stream.avail_out = UInt32(clamping: output.count - filled)
                let result = unsafe inflate(&stream, Z_NO_FLUSH)
                unsafe consumed = input.count - Int(stream.avail_in)
                unsafe filled = output.count - Int(stream.avail_out)
                return result
            }
        }
    }
}
