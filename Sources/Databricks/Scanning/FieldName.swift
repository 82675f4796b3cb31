extension RawSpan {
    /// Whether the bytes within `bounds` are exactly `name`. Keys with escapes equal nothing: no field's name has any.
    ///
    /// Callers switch over the length first, so that this runs once or twice a key.
    @inline(__always)
    func holds(_ name: StaticString, at bounds: Range<Int>) -> Bool {
        let count = name.utf8CodeUnitCount
        guard bounds.count == count else { return false }
        return name.withUTF8Buffer { wanted in
            let wanted = unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(wanted))
            if count < 8 {
                if count >= 4 {
                    return wanted.half(at: 0) == half(at: bounds.lowerBound)
                        && wanted.half(at: count &- 4) == half(at: bounds.upperBound &- 4)
                }
                for index in 0..<count where wanted.byte(at: index) != byte(at: bounds.lowerBound &+ index) {
                    return false
                }
                return true
            }
            // Words of eight bytes, the last one overlapping what was compared before.
            var index = 0
            while index &+ 8 <= count {
                if wanted.word(at: index) != word(at: bounds.lowerBound &+ index) { return false }
                index &+= 8
            }
            return wanted.word(at: count &- 8) == word(at: bounds.upperBound &- 8)
        }
    }

    @inline(__always)
    private func half(at offset: Int) -> UInt32 {
        unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)  // bounds-checked; any bits are a UInt32
    }
}
