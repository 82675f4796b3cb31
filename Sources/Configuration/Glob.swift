/// A pattern for whole names: `*` is any text, `?` one Unicode scalar, `[a-z]` one of a set, `[!a]` one outside of it.
///
/// Letters are compared as they are: no folding of case, no normalisation. Nothing escapes; `[*]` is a star. In a set
/// a `]` that stands first and a `-` that stands first or last are themselves.
package struct Glob: Sendable {
    /// Matching takes at most the product of this and the name's length in steps.
    package static let lengthLimit = 1_024

    private enum Token: Sendable {
        case anything
        case anyScalar
        case scalar(Unicode.Scalar)
        case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)

        func matches(_ scalar: Unicode.Scalar) -> Bool {
            switch self {
            case .anything, .anyScalar: true
            case .scalar(let own): own == scalar
            case .set(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
            }
        }
    }

    /// As written.
    package let pattern: String
    private let tokens: [Token]

    /// Whether a text is a pattern at all, and not simply a name.
    static func isPattern(_ text: String) -> Bool {
        text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[") }
    }

    /// - Returns: `nil` for a pattern that `init` would refuse.
    package static func of(_ pattern: String) -> Glob? { try? Glob(pattern) }

    /// The pattern that fits this name and no other: for a name that would be taken for a pattern.
    package static func exactly(_ name: String) -> String {
        String(
            String.UnicodeScalarView(
                name.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
                    switch scalar {
                    case "*", "?", "[": ["[", scalar, "]"]
                    default: [scalar]
                    }
                }))
    }

    init(_ pattern: String) throws(Refusal) {
        let scalars = Array(pattern.unicodeScalars)
        guard scalars.count <= Self.lengthLimit else {
            throw Refusal("the pattern is longer than \(Self.lengthLimit) characters")
        }
        var tokens: [Token] = []
        var index = 0
        while index < scalars.count {
            switch scalars[index] {
            case "*":
                if case .anything = tokens.last {} else { tokens.append(.anything) }
                index += 1
            case "?":
                tokens.append(.anyScalar)
                index += 1
            case "[": tokens.append(try Self.set(in: scalars, at: &index, of: pattern))
            default:
                tokens.append(.scalar(scalars[index]))
                index += 1
            }
        }
        self.pattern = pattern
        self.tokens = tokens
    }

    private static func set(in scalars: [Unicode.Scalar], at index: inout Int, of pattern: String) throws(Refusal)
        -> Token
    {
        index += 1
        let isNegated = index < scalars.count && scalars[index] == "!"
        if isNegated { index += 1 }
        let start = index
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while index < scalars.count, scalars[index] != "]" || index == start {
            let lower = scalars[index]
            guard index + 2 < scalars.count, scalars[index + 1] == "-", scalars[index + 2] != "]" else {
                ranges.append(lower...lower)
                index += 1
                continue
            }
            guard lower <= scalars[index + 2] else {
                throw Refusal(
                    "the pattern \(pattern.quoted) has a range that runs backwards", fix: "write the smaller end first")
            }
            ranges.append(lower...scalars[index + 2])
            index += 3
        }
        guard index < scalars.count else {
            throw Refusal(
                "the pattern \(pattern.quoted) has a [ that is not closed", fix: "close it with ], or write [[] for a ["
            )
        }
        index += 1
        return .set(ranges, isNegated: isNegated)
    }

    /// Whether the whole name fits. Only the last star is ever tried again: a later one takes over what it may skip.
    package func matches(_ name: String) -> Bool {
        let scalars = name.unicodeScalars
        var position = scalars.startIndex
        var index = 0
        var retry: (position: String.Index, index: Int)?
        while position < scalars.endIndex {
            if index < tokens.count, case .anything = tokens[index] {
                index += 1
                retry = (position, index)
            } else if index < tokens.count, tokens[index].matches(scalars[position]) {
                index += 1
                position = scalars.index(after: position)
            } else if let last = retry {
                position = scalars.index(after: last.position)
                index = last.index
                retry = (position, index)
            } else {
                return false
            }
        }
        return tokens[index...].allSatisfy { if case .anything = $0 { true } else { false } }
    }
}
