/// What is wrong with a configuration: every mistake that was found, in the order of the file.
///
/// No value of a secret stands in it, and no value that looks like one.
package struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    package struct Problem: Hashable, Sendable {
        package let place: Place
        /// What is wrong, in a sentence without a full stop.
        package let message: String
        /// What to do about it; `nil` where the message says it already.
        package let fix: String?

        package init(place: Place, message: String, fix: String? = nil) {
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

        fileprivate var order: (line: Int, column: Int) {
            switch self {
            case .file, .variable: (0, 0)
            case .position(_, let line, let column), .value(_, let line, let column, _): (line, column)
            }
        }
    }

    /// Never empty.
    package let problems: [Problem]

    package init(_ problems: [Problem]) {
        precondition(!problems.isEmpty)
        // By line and column; what stands at one place, or at none, keeps the order in which it was found.
        self.problems = problems.enumerated().sorted { left, right in
            let (first, second) = (left.element.place.order, right.element.place.order)
            return (first.line, first.column, left.offset) < (second.line, second.column, right.offset)
        }.map(\.element)
    }

    /// All problems, as they are shown to a person.
    package var text: String { problems.map(\.text).joined(separator: "\n") }

    package var description: String { text }
}

/// A value that cannot be used, before anybody knows where it stands.
struct Refusal: Error, Equatable {
    let message: String
    let fix: String?

    init(_ message: String, fix: String? = nil) {
        self.message = message
        self.fix = fix
    }
}
