/// A value of the file, and where it begins.
struct JSONNode: Sendable {
    indirect enum Value: Sendable {
        case object([Member])
        case array([JSONNode])
        case string(String)
        /// As written: a 64-bit id must not pass through a Double.
        case number(String)
        case boolean(Bool)
        case null
    }

    struct Member: Sendable {
        let key: String
        let place: Place
        let value: JSONNode
    }

    let value: Value
    let place: Place

    /// The kind of the value, for messages.
    var kind: String {
        switch value {
        case .object: "an object"
        case .array: "a list"
        case .string: "a string"
        case .number: "a number"
        case .boolean: "true or false"
        case .null: "null"
        }
    }
}

/// Line and column, both from 1; a column counts Unicode scalars.
package struct Place: Sendable, Hashable {
    package let line: Int
    package let column: Int
}
