/// Takes credentials out of texts before they are stored, logged or written (INTERFACE "Cells").
///
/// It lives beside `Secret`, because it must read what it is to hide. Time is linear in the text, whatever is in it.
package struct Redactor: Sendable {
    package static let mask = "‹redacted›"
    /// Shorter secrets would mask ordinary words.
    private static let shortestSecret = 4

    private let secrets: [[UInt8]]

    package init(secrets: [Secret] = []) {
        self.secrets = Self.searchable(secrets)
    }

    private init(searchable: [[UInt8]]) { secrets = searchable }

    package func adding(_ more: [Secret]) -> Redactor {
        Redactor(searchable: secrets + Self.searchable(more))
    }

    package func redact(_ text: String) -> String { redact([text])[0] }

    /// The texts of one failure: a value recognised in one of them is masked in all.
    package func redact(_ texts: [String]) -> [String] {
        let bytes = texts.map { Array($0.utf8) }
        var found = secrets
        var ranges = bytes.map { CredentialScan(bytes: $0).ranges() }
        for (index, text) in bytes.enumerated() {
            for range in ranges[index] where range.count >= 8 { found.append(Array(text[range])) }
        }
        guard !found.isEmpty else { return texts }
        let needles = ValueSearch(found)
        return texts.indices.map { index in
            ranges[index] += needles.ranges(in: bytes[index])
            return ranges[index].isEmpty ? texts[index] : Self.masked(bytes[index], ranges[index])
        }
    }

    private static func searchable(_ secrets: [Secret]) -> [[UInt8]] {
        secrets.map { Array($0.text.utf8) }.filter { $0.count >= shortestSecret }
    }

    /// Ranges may overlap; what they cover together is masked once.
    private static func masked(_ bytes: [UInt8], _ ranges: [Range<Int>]) -> String {
        var masked: [UInt8] = []
        masked.reserveCapacity(bytes.count)
        var index = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound >= index {
                masked += bytes[index..<range.lowerBound]
                masked += Array(mask.utf8)
                index = range.upperBound
            } else {
                index = max(index, range.upperBound)
            }
        }
        masked += bytes[index...]
        return String(decoding: masked, as: UTF8.self)
    }
}

/// Finds given values in a text: by their first four bytes, then whole.
private struct ValueSearch {
    private var byHead: [UInt32: [[UInt8]]] = [:]

    init(_ values: [[UInt8]]) {
        for value in Set(values) { byHead[Self.head(value, 0), default: []].append(value) }
        // The longest first, so that one that contains another is masked whole.
        byHead = byHead.mapValues { $0.sorted { $0.count > $1.count } }
    }

    func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        guard bytes.count >= 4 else { return [] }
        var ranges: [Range<Int>] = []
        var index = 0
        while index + 4 <= bytes.count {
            if let candidates = byHead[Self.head(bytes, index)],
                let value = candidates.first(where: { bytes[index...].starts(with: $0) })
            {
                ranges.append(index..<(index + value.count))
                index += value.count
            } else {
                index += 1
            }
        }
        return ranges
    }

    private static func head(_ bytes: [UInt8], _ index: Int) -> UInt32 {
        UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
            | UInt32(bytes[index + 3]) << 24
    }
}
