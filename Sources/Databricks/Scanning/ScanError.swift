/// Why bytes are not the JSON they should be. The whole answer is then worth nothing: a row that cannot be read is a
/// `RowProblem` instead.
enum ScanError: Error, Equatable {
    /// Not JSON at this byte.
    case malformed(offset: Int)
    /// The text ends inside a value.
    case truncated
    /// A field of the page itself, not of a row, has another type than it should.
    case mistyped(field: String)
    /// The body of an error under the status of a success.
    case refusal
    /// Nested deeper than `JSONCursor.depthLimit`.
    case tooDeep(offset: Int)
}
