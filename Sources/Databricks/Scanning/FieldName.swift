extension RawSpan {
    /// Whether the bytes within `bounds` are exactly `name`. Keys with escapes equal nothing: no field's name has any.
    ///
    /// Callers switch over the length first, so that this runs once or twice a key.
    @inline(__always)
    func holds(_ name: StaticString, at bounds: Range<Int>) -> Bool {
        guard bounds.count == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { wanted in
            for index in 0..<wanted.count where unsafe wanted[index] != byte(at: bounds.lowerBound + index) {
                return false
            }
            return true
        }
    }
}
