/// A job's id in its workspace: 64 bits, and larger than a Double holds exactly (api/databricks, "Traps").
package struct JobID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let value: Int64

    package init(_ value: Int64) { self.value = value }

    package var description: String { String(value) }

    package static func < (left: JobID, right: JobID) -> Bool { left.value < right.value }
}

/// The id of a job run or of a task run: both are drawn from one sequence, unique in their workspace.
package struct RunID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let value: Int64

    package init(_ value: Int64) { self.value = value }

    package var description: String { String(value) }

    package static func < (left: RunID, right: RunID) -> Bool { left.value < right.value }
}

/// The name a workspace has in the configuration: 1 to 64 of `a-z A-Z 0-9 . _ -`, beginning with a letter or digit.
package struct WorkspaceName: Hashable, Comparable, Sendable, CustomStringConvertible {
    package static let lengthLimit = 64

    package let text: String

    /// - Returns: `nil` where the text breaks the rule above (it becomes a file's name, so it must not be a path).
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, bytes.count <= Self.lengthLimit else { return nil }
        guard Self.isAlphanumeric(first) else { return nil }
        guard bytes.allSatisfy({ Self.isAlphanumeric($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D }) else {
            return nil
        }
        self.text = text
    }

    package var description: String { text }

    package static func < (left: WorkspaceName, right: WorkspaceName) -> Bool { left.text < right.text }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
