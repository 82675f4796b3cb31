/// A pattern over Unicode scalars: `*` any run, `?` any one, `[a-z]` one of a set, `[!a]` one outside it.
///
/// Matching takes at most pattern × text steps: a star is only ever tried again from the last one.
package struct Glob: Sendable, Hashable {
    private enum Part: Sendable, Hashable {
        case literal(Unicode.Scalar)
        case anyOne
        case anyRun
        case oneOf([ClosedRange<UInt32>], negated: Bool)

        func matches(_ scalar: Unicode.Scalar) -> Bool {
            switch self {
            case .literal(let wanted): scalar == wanted
            case .anyOne, .anyRun: true
            case .oneOf(let ranges, let negated): ranges.contains { $0.contains(scalar.value) } != negated
            }
        }
    }

    package let text: String
    private let parts: [Part]

    package static func isPattern(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0 == "*" || $0 == "?" || $0 == "[" }
    }

    /// - Returns: `nil` where a set is not closed, or a range runs backwards.
    package init?(_ text: String) {
        self.text = text
        var parts: [Part] = []
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "*": if parts.last != .anyRun { parts.append(.anyRun) }
            case "?": parts.append(.anyOne)
            case "[":
                guard let set = Self.set(&rest) else { return nil }
                parts.append(set)
            default: parts.append(.literal(scalar))
            }
        }
        self.parts = parts
    }

    package func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var part = 0
        var index = 0
        var retry: (part: Int, index: Int)?
        while index < scalars.count {
            if part < parts.count, parts[part] == .anyRun {
                part += 1
                retry = (part, index)
            } else if part < parts.count, parts[part].matches(scalars[index]) {
                part += 1
                index += 1
            } else if let last = retry {
                retry = (last.part, last.index + 1)
                (part, index) = (last.part, last.index + 1)
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == .anyRun }
    }

    /// What follows `[`, its `]` taken. A `]` right at the beginning is a member.
    private static func set(_ rest: inout ArraySlice<Unicode.Scalar>) -> Part? {
        var negated = false
        if rest.first == "!" {
            negated = true
            rest.removeFirst()
        }
        var ranges: [ClosedRange<UInt32>] = []
        while let scalar = rest.popFirst() {
            if scalar == "]", !ranges.isEmpty { return .oneOf(ranges, negated: negated) }
            if rest.first == "-", let end = rest.dropFirst().first, end != "]" {
                guard scalar.value <= end.value else { return nil }
                rest.removeFirst(2)
                ranges.append(scalar.value...end.value)
            } else {
                ranges.append(scalar.value...scalar.value)
            }
        }
        return nil
    }
}
