/// A credential. It shows itself nowhere: every description is `‹redacted›`, and only Transport and the redactor that
/// lives here read what is in it.
package struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Read inside this target alone.
    let text: String

    package init(_ text: String) { self.text = text }

    package var isEmpty: Bool { text.isEmpty }

    package var description: String { "‹redacted›" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// In a time that depends on the lengths alone.
    package static func == (left: Secret, right: Secret) -> Bool {
        let leftBytes = Array(left.text.utf8)
        let rightBytes = Array(right.text.utf8)
        var difference = leftBytes.count ^ rightBytes.count
        for index in leftBytes.indices where !rightBytes.isEmpty {
            difference |= Int(leftBytes[index] ^ rightBytes[index % rightBytes.count])
        }
        return difference == 0
    }
}
