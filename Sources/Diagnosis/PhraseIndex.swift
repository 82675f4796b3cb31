/// Finds which of many phrases a text holds in one walk over it.
///
/// Phrases are in small letters and have at least four bytes; the text's letters count as small. A position costs a
/// look at a table; only where a phrase's first four bytes stand is it compared.
struct PhraseIndex: Sendable {
    private static let prefixBytes = 4
    private static let filterBits: UInt32 = 14

    private let phrases: [[UInt8]]
    private let candidates: [UInt32: [Int]]
    private let filter: [Bool]

    init(_ phrases: [String]) {
        self.phrases = phrases.map { Array($0.utf8) }
        var candidates: [UInt32: [Int]] = [:]
        var filter = [Bool](repeating: false, count: 1 << Int(Self.filterBits))
        for (number, phrase) in self.phrases.enumerated() {
            precondition(phrase.count >= Self.prefixBytes)
            let word = phrase.prefix(Self.prefixBytes).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            candidates[word, default: []].append(number)
            filter[Self.slot(word)] = true
        }
        self.candidates = candidates
        self.filter = filter
    }

    /// For every phrase, in the order given, whether the text holds it.
    func held(by text: some RandomAccessCollection<UInt8>) -> [Bool] {
        let text = text.map(\.lowered)
        var held = [Bool](repeating: false, count: phrases.count)
        var word: UInt32 = 0
        for (last, byte) in text.enumerated() {
            word = word << 8 | UInt32(byte)
            let start = last - Self.prefixBytes + 1
            guard start >= 0, filter[Self.slot(word)], let numbers = candidates[word] else { continue }
            for number in numbers where !held[number] {
                let phrase = phrases[number]
                guard text.count - start >= phrase.count else { continue }
                held[number] = text[start..<start + phrase.count].elementsEqual(phrase)
            }
        }
        return held
    }

    private static func slot(_ word: UInt32) -> Int { Int((word &* 0x9E37_79B1) >> (32 - filterBits)) }
}
