/// Values to be masked wherever they stand, kept sorted so that all of them are looked for at once.
///
/// A step of the search costs at most `sharedBytes` comparisons, however many values begin alike: a value of which a
/// text holds at least that much is masked as far as the text agrees with it, and the search goes on behind it.
struct RedactorKnownValues: Sendable {
    /// A shorter value would mask ordinary words.
    static let shortestBytes = 4
    private static let sharedBytes = 64
    private static let filterBits: UInt32 = 12

    private let values: [[UInt8]]
    private let filter: [Bool]  // by a hash of a value's first four bytes: most positions of a text end here

    init(_ values: [[UInt8]]) {
        self.values = Set(values.filter { $0.count >= Self.shortestBytes })
            .sorted { $0.lexicographicallyPrecedes($1) }
        var filter = [Bool](repeating: false, count: self.values.isEmpty ? 0 : 1 << Int(Self.filterBits))
        for value in self.values {
            var word: UInt32 = 0
            for byte in value.prefix(Self.shortestBytes) { word = Self.shifted(word, byte) }
            filter[Self.slot(word)] = true
        }
        self.filter = filter
    }

    func adding(_ more: [[UInt8]]) -> RedactorKnownValues {
        more.isEmpty ? self : RedactorKnownValues(values + more)
    }

    /// Where values stand. The ranges begin in order and may overlap, and none cuts a character.
    func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        guard !values.isEmpty, bytes.count >= Self.shortestBytes else { return [] }
        var result: [Range<Int>] = []
        var word: UInt32 = 0
        for byte in bytes.prefix(Self.shortestBytes - 1) { word = Self.shifted(word, byte) }
        var resume = 0
        for last in (Self.shortestBytes - 1)..<bytes.count {
            word = Self.shifted(word, bytes[last])
            let start = last - Self.shortestBytes + 1
            guard start >= resume, filter[Self.slot(word)], let end = end(of: start, in: bytes) else { continue }
            result.append(start..<end)
            // Another value may begin inside this one and reach beyond it.
            resume = max(start + 1, end - Self.sharedBytes)
        }
        return result
    }

    /// The end of the longest value that begins at `start`: the sorted values are narrowed down byte by byte.
    private func end(of start: Int, in bytes: [UInt8]) -> Int? {
        var low = 0
        var high = values.count
        var end: Int?
        var depth = 0
        while start + depth < bytes.count {
            let byte = bytes[start + depth]
            let first = firstValue(in: low..<high) { $0.count > depth && $0[depth] >= byte }
            let behind = firstValue(in: first..<high) { $0.count > depth && $0[depth] > byte }
            guard first < behind else { break }
            low = first
            high = behind
            depth += 1
            if values[low].count == depth { end = start + depth }  // the shortest of them stands first
        }
        guard depth >= Self.sharedBytes else { return end }
        var agreed = start + depth
        while agreed < bytes.count, bytes[agreed] & 0xC0 == 0x80 { agreed += 1 }
        return agreed
    }

    /// The first index for which `holds` is true; it must be false up to some point and true from there on.
    private func firstValue(in range: Range<Int>, where holds: ([UInt8]) -> Bool) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = low + (high - low) / 2
            if holds(values[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private static func shifted(_ word: UInt32, _ byte: UInt8) -> UInt32 { word << 8 | UInt32(byte) }

    private static func slot(_ word: UInt32) -> Int { Int((word &* 0x9E37_79B1) >> (32 - filterBits)) }
}
