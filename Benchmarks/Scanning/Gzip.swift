import CZlib

enum Gzip {
    static func pack(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = unsafe z_stream()
        guard unsafe dbmon_deflate_init(&stream, 6, Int32(DBMON_ZLIB_GZIP_WINDOW)) == Z_OK else { return nil }
        defer { unsafe deflateEnd(&stream) }
        var packed = [UInt8](repeating: 0, count: bytes.count + 1_024)
        let result = unsafe bytes.withUnsafeBufferPointer { input in
            unsafe packed.withUnsafeMutableBufferPointer { output in
                unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.avail_in = UInt32(input.count)
                unsafe stream.next_out = output.baseAddress
                unsafe stream.avail_out = UInt32(output.count)
                return unsafe deflate(&stream, Z_FINISH)
            }
        }
        guard result == Z_STREAM_END else { return nil }
        return unsafe Array(packed.prefix(Int(stream.total_out)))
    }
}
