extension RawSpan {
    /// Whether the bytes within `bounds` are exactly `name`. Keys with escapes equal nothing: no field's name has any.
    ///
    /// Callers switch over the length first, so that this runs once or twice a key.
    @inline(__always)
    func holds(_ name: StaticString, at bounds: Range<Int>) -> Bool {
        let count = name.utf8CodeUnitCount
        guard bounds.count == count else { return false }
        // Both ends checked once: every load below lies between them.
        precondition(bounds.lowerBound >= 0 && bounds.upperBound <= byteCount)
        return name.withUTF8Buffer { wanted in
            let wanted = unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(wanted))
            if count < 8 {
                if count >= 4 {
                    return wanted.half(within: 0) == half(within: bounds.lowerBound)
                        && wanted.half(within: count &- 4) == half(within: bounds.upperBound &- 4)
                }
                for index in 0..<count where wanted.byte(at: index) != byte(at: bounds.lowerBound &+ index) {
                    return false
                }
                return true
            }
            // Words of eight bytes, the last one overlapping what was compared before.
            var index = 0
            while index &+ 8 <= count {
                if wanted.word(within: index) != word(within: bounds.lowerBound &+ index) { return false }
                index &+= 8
            }
            return wanted.word(within: count &- 8) == word(within: bounds.upperBound &- 8)
        }
    }

    /// For callers whose own condition is the bounds check: the compiler keeps a second one.
    @inline(__always)
    func word(within offset: Int) -> UInt64 {
        unsafe UInt64(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
    }

    @inline(__always)
    private func half(within offset: Int) -> UInt32 {
        unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self)  // any bits are a UInt32
    }
}
