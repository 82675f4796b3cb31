import Logging
import Model
import Pacing
import Sweeping

/// Logs to stderr, a line an event: text for people, or a JSON object with fixed keys.
struct LineLogHandler: LogHandler {
    let isJSON: Bool
    var logLevel = Logger.Level.warning
    var metadata = Logger.Metadata()
    private let clock = SystemClock()

    init(isJSON: Bool) { self.isJSON = isJSON }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { _, new in new }.sorted { $0.key < $1.key }
        let time = clock.timestamp.rfc3339Text
        guard isJSON else {
            let pairs = fields.filter { !"\($0.value)".isEmpty }.map { " \($0.key)=\($0.value)" }.joined()
            Terminal.errors.line("\(time) \(event.level) \(event.message)\(pairs)")
            return
        }
        var members: [(key: String, value: JSONText)] = [
            ("time", .string(time)), ("level", .string("\(event.level)")), ("message", .string("\(event.message)")),
        ]
        members += fields.map { ($0.key, .string("\($0.value)")) }
        Terminal.errors.line(JSONText.object(members).lineText)
    }
}
