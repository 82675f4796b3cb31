internal import Model

/// What is known about failures: words, their meaning, and what helps.
///
/// The rows are Swift tables, a file per category (`KnowledgeBase+Network.swift`), and no resource: the program stays
/// one file that needs nothing beside it.
///
/// Of the rows that fit a text the lowest rank wins, then the earlier row; the tables stand in the order in which they
/// go before each other: a lost node before the timeout by which it was noticed, a refused connection before a timeout,
/// everything before the exceptions of a language.
struct KnowledgeBase: Sendable {
    static let all = KnowledgeBase(
        canceled + upstream + resource + dataQuality + configuration + permission + network + timeout + platform
            + runtime)

    private struct Row: Sendable {
        let failure: KnownFailure
        let any: [Int]
        let all: [Int]
        let none: [Int]
    }

    private let rows: [Row]
    private let index: PhraseIndex

    init(_ failures: [KnownFailure]) {
        var numbers: [String: Int] = [:]
        var phrases: [String] = []
        func number(_ phrase: String) -> Int {
            if let known = numbers[phrase] { return known }
            numbers[phrase] = phrases.count
            phrases.append(phrase)
            return phrases.count - 1
        }
        let ordered = KnownFailure.Rank.allCases.flatMap { rank in failures.filter { $0.rank == rank } }
        rows = ordered.map { failure in
            Row(
                failure: failure, any: failure.any.map(number), all: failure.all.map(number),
                none: failure.none.map(number))
        }
        index = PhraseIndex(phrases)
    }

    /// The rows that fit, best first.
    func matches(_ text: some RandomAccessCollection<UInt8>) -> [KnownFailure] {
        guard !text.isEmpty else { return [] }
        let held = index.held(by: text)
        return rows.filter { row in
            row.any.contains { held[$0] } && row.all.allSatisfy { held[$0] } && !row.none.contains { held[$0] }
        }.map(\.failure)
    }
}
