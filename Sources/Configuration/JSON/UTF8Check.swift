/// Where bytes stop being UTF-8: Swift's own decoding would repair them in silence.
enum UTF8Check {
    /// - Returns: line and column of the first byte that belongs to no scalar, both beginning with 1; `nil` for UTF-8.
    static func firstInvalid(in bytes: [UInt8]) -> (line: Int, column: Int)? {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var line = 1
        var column = 1
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let scalar):
                if scalar.elementsEqual(CollectionOfOne(0x0A)) {
                    line += 1
                    column = 1
                } else {
                    column += 1
                }
            case .error: return (line, column)
            case .emptyInput: return nil
            }
        }
    }
}
