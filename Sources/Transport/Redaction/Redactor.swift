internal import Model

/// Masks credentials in texts: those of the configuration, wherever they stand, and those that show by their shape
/// (tokens, bearer values, values assigned to a name such as `client_secret`, passwords in URLs, private keys).
///
/// Time grows with the length of the text alone, whatever stands in it. Terminal escape sequences are taken out first;
/// but for these, a text without a credential comes back as it was, byte by byte. What is masked already stays as it is.
package struct Redactor: Sendable {
    static let mask = "‹redacted›"

    private let known: RedactorKnownValues

    /// - Parameter secrets: masked wherever they stand. Those below four bytes are left out: they would mask half of
    ///   every text.
    package init(secrets: [Secret] = []) {
        known = RedactorKnownValues(secrets.map { Array($0.text.utf8) })
    }

    private init(known: RedactorKnownValues) { self.known = known }

    /// The same, and these secrets too (an access token that a sweep was given).
    package func adding(_ secrets: [Secret]) -> Redactor {
        Redactor(known: known.adding(secrets.map { Array($0.text.utf8) }))
    }

    package func redact(_ text: String) -> String {
        redact([text]).first ?? text
    }

    /// The texts of one failure: a value recognised in one of them is masked in all of them.
    ///
    /// - Returns: as many texts, in the same order.
    package func redact(_ texts: [String]) -> [String] {
        // A colour between a name and its value, or within a token, would hide it, and show it once it is taken out.
        let texts = texts.map(EscapeSequence.removed(from:))
        let scans = texts.map { RedactorScan($0) }
        let values = known.adding(scans.flatMap(\.values))
        return zip(texts, scans).map { text, scan in
            let ranges = Self.merged(scan.found + values.ranges(in: scan.bytes))
            return ranges.isEmpty ? text : Self.masked(scan.bytes, ranges)
        }
    }

    /// Overlapping ranges made one, in order. Ranges that only touch stay two: two credentials in a row are two masks.
    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        guard ranges.count > 1 else { return ranges }
        var result: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound < last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }

    private static func masked(_ bytes: [UInt8], _ ranges: [Range<Int>]) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var kept = 0
        for range in ranges {
            output += bytes[kept..<range.lowerBound]
            output += mask.utf8
            kept = range.upperBound
        }
        output += bytes[kept...]
        return String(decoding: output, as: UTF8.self)
    }
}
