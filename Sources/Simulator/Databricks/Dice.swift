internal import Model

/// Choices that repeat: the same seed draws the same scenario, on every machine and with every compiler.
///
/// The standard library's `random(in:using:)` may map bits to values differently from version to version, so the
/// mapping is written out here.
struct Dice: Sendable {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// A dice of its own for a thing with a number: order of creation does not matter.
    init(seed: UInt64, _ stream: UInt64) { self.init(seed: Self.mixed(seed, stream)) }

    mutating func next() -> UInt64 { generator.next() }

    /// 0 up to and without `bound`, which is at least 1.
    mutating func below(_ bound: Int) -> Int {
        precondition(bound >= 1)
        return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// Both ends can come.
    mutating func within(_ range: ClosedRange<Int64>) -> Int64 {
        range.lowerBound + Int64(below(Int(range.upperBound - range.lowerBound) + 1))
    }

    /// True in `percent` of 100 draws.
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    mutating func shuffle<Element>(_ elements: inout [Element]) {
        guard elements.count > 1 else { return }
        for index in stride(from: elements.count - 1, to: 0, by: -1) { elements.swapAt(index, below(index + 1)) }
    }

    static func mixed(_ seed: UInt64, _ stream: UInt64) -> UInt64 {
        var generator = SeededGenerator(seed: seed ^ (stream &* 0xD6E8_FEB8_6659_FD93))
        return generator.next()
    }

    /// FNV-1a of a name, so that a workspace's content does not depend on its place in the fleet.
    static func hash(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}
