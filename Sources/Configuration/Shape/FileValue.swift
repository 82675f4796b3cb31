internal import Model

/// What may stand at a place of `workspaces.json`.
///
/// `FileShape` puts these together into one table. The reader takes keys, ranges and choices from it, and
/// `dbmon config schema` writes the same table as a JSON Schema, so that the two cannot part.
indirect enum FileValue: Sendable {
    case text(TextForm)
    case integer(ClosedRange<Int64>)
    case number(ClosedRange<Double>)
    case duration(ClosedRange<Duration>)
    case choice([String])
    /// `isSet`: no element twice.
    case list(of: FileValue, atLeast: Int, isSet: Bool)
    case object(FileObject)
    /// Any keys, texts as values, at least one.
    case tags
    case either([FileValue])
    /// An object whose `type` decides which other keys it has.
    case byType([(type: String, object: FileObject)])
    /// A value that stands in several places, written once in the schema.
    case shared(name: String, FileValue)
}

/// An object of the file: no other keys than these.
struct FileObject: Sendable {
    let keys: [FileKey]
    /// Those that must be there.
    var required: [String] = []
    /// Exactly one of them must be there; none where the list is empty.
    var selectors: [String] = []
    /// Whether an object without a key says nothing and so is a mistake.
    var isNeverEmpty = false

    var names: [String] { keys.map(\.name) }
}

/// A key of the file, with what an editor tells about it.
struct FileKey: Sendable {
    let name: String
    let value: FileValue
    let summary: String
    var examples: [JSONText] = []
    /// What holds where the key is left out.
    var standard: JSONText?

    init(_ name: String, _ value: FileValue, _ summary: String, examples: [JSONText] = [], standard: JSONText? = nil) {
        self.name = name
        self.value = value
        self.summary = summary
        self.examples = examples
        self.standard = standard
    }
}
