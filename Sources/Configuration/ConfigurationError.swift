/// Everything that is wrong with a configuration, at once.
package struct ConfigurationError: Error, Sendable, Equatable {
    package struct Problem: Sendable, Hashable {
        /// Where in the file; `nil` where it is not about one place.
        package let place: Place?
        /// Like `workspaces[2].rate_limit.burst`; empty for the file as a whole.
        package let path: String
        package let message: String
        package let fix: String?

        package init(place: Place? = nil, path: String = "", message: String, fix: String? = nil) {
            self.place = place
            self.path = path
            self.message = message
            self.fix = fix
        }
    }

    /// The file, as it was named.
    package let file: String
    package let problems: [Problem]

    package init(file: String, problems: [Problem]) {
        self.file = file
        self.problems = problems
    }

    /// A line for each problem, and the fix below it.
    package var text: String {
        problems.map { problem in
            var line = file
            if let place = problem.place { line += ":\(place.line):\(place.column)" }
            line += ": "
            if !problem.path.isEmpty { line += "\(problem.path): " }
            line += problem.message
            if let fix = problem.fix { line += "\n  fix: \(fix)" }
            return line
        }.joined(separator: "\n")
    }
}
