/// A JSON text as it was written: members in their order, numbers as text, and where everything stands.
struct JSONValue: Sendable {
    indirect enum Kind: Sendable {
        case null
        case bool(Bool)
        /// As written, so that an id of 64 bits stays exact.
        case number(String)
        case string(String)
        case array([JSONValue])
        case object([Member])
    }

    struct Member: Sendable {
        let key: String
        let keyPosition: JSONPosition
        let value: JSONValue
    }

    let kind: Kind
    let position: JSONPosition

    /// What a message calls a value of this kind; the value itself may be a secret and is never shown.
    var kindName: String {
        switch kind {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

/// Both begin with 1; a column is a Unicode scalar, a byte-order mark has none.
struct JSONPosition: Hashable, Sendable {
    let line: Int
    let column: Int
}

/// Why a text is not JSON. Nothing of the text is repeated: a secret may stand there.
struct JSONError: Error, Equatable {
    static let comment = "JSON has no comments"

    let position: JSONPosition
    let message: String
    let fix: String?

    init(_ message: String, at position: JSONPosition, fix: String? = nil) {
        self.position = position
        self.message = message
        self.fix = fix
    }
}
