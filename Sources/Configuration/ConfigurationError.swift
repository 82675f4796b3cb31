/// What is wrong with a configuration: every mistake that was found, the most telling first: a secret that everybody
/// may read, then what is no JSON, then the rest in the order of the file.
///
/// No value of a secret stands in it, and no value that looks like one.
package struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    package struct Problem: Hashable, Sendable {
        /// For programs; `message` says more.
        package enum Kind: String, Sendable {
            /// The file as a whole.
            case file
            /// A secret, or what looks like one, stands in the file.
            case secret
            case syntax
            case duplicateKey = "duplicate_key"
            case unknownKey = "unknown_key"
            case missingKey = "missing_key"
            /// A text where a number is expected, and the like.
            case type
            case value
            /// Two places of the file that do not go together.
            case conflict

            /// The lowest is shown first.
            fileprivate var rank: Int {
                switch self {
                case .file: 0
                case .secret: 1
                case .syntax: 2
                case .duplicateKey, .unknownKey, .missingKey, .type, .value, .conflict: 3
                }
            }
        }

        package let kind: Kind
        package let place: Place
        /// What is wrong, in a sentence without a full stop.
        package let message: String
        /// What to do about it; `nil` where the message says it already.
        package let fix: String?

        package init(_ kind: Kind = .value, place: Place, message: String, fix: String? = nil) {
            self.kind = kind
            self.place = place
            self.message = message
            self.fix = fix
        }

        /// `workspaces.json:8:15: workspaces[0].host: …`, and the fix on a line of its own.
        package var text: String {
            guard let fix else { return "\(place.text): \(message)" }
            return "\(place.text): \(message)\n    fix: \(fix)"
        }
    }

    package enum Place: Hashable, Sendable {
        case file(String)
        /// Lines and columns begin with 1; a column is a Unicode scalar.
        case position(file: String, line: Int, column: Int)
        /// `path` is as in `workspaces[2].rate_limit.burst`; empty for the whole text.
        case value(file: String, line: Int, column: Int, path: String)
        case variable(String)

        package var text: String {
            switch self {
            case .file(let file): file
            case .position(let file, let line, let column), .value(let file, let line, let column, ""):
                "\(file):\(line):\(column)"
            case .value(let file, let line, let column, let path): "\(file):\(line):\(column): \(path)"
            case .variable(let name): "variable \(name)"
            }
        }

        /// In the text; `nil` for what stands in none.
        package var position: (line: Int, column: Int)? {
            switch self {
            case .file, .variable: nil
            case .position(_, let line, let column), .value(_, let line, let column, _): (line, column)
            }
        }

        /// `nil` for a variable.
        package var file: String? {
            switch self {
            case .file(let file), .position(let file, _, _), .value(let file, _, _, _): file
            case .variable: nil
            }
        }

        /// `nil` for what stands in no value; the name of a variable.
        package var path: String? {
            switch self {
            case .file, .position, .value(_, _, _, ""): nil
            case .value(_, _, _, let path): path
            case .variable(let name): name
            }
        }

        fileprivate var order: (line: Int, column: Int) { position ?? (0, 0) }
    }

    /// Never empty.
    package let problems: [Problem]

    package init(_ problems: [Problem]) {
        precondition(!problems.isEmpty)
        self.problems = Self.inOrder(problems)
    }

    /// The most telling first.
    package static func inOrder(_ problems: [Problem]) -> [Problem] {
        // Then by line and column; what stands at one place, or at none, keeps the order in which it was found.
        problems.enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            let (one, other) = (first.place.order, second.place.order)
            return (first.kind.rank, one.line, one.column, left.offset)
                < (second.kind.rank, other.line, other.column, right.offset)
        }.map(\.element)
    }

    /// Nobody mends more at once, and the first are the most telling.
    package static let shownLimit = 100

    /// The problems, as they are shown to a person.
    package var text: String {
        let others = problems.count - Self.shownLimit
        let shown = problems.prefix(Self.shownLimit).map(\.text)
        return (shown + (others > 0 ? ["and \(others) more"] : [])).joined(separator: "\n")
    }

    package var description: String { text }
}

/// A value that cannot be used, before anybody knows where it stands.
struct Refusal: Error, Equatable {
    let message: String
    let fix: String?
    let kind: ConfigurationError.Problem.Kind

    init(_ message: String, fix: String? = nil, kind: ConfigurationError.Problem.Kind = .value) {
        self.message = message
        self.fix = fix
        self.kind = kind
    }
}
